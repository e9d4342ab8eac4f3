'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { registerSchema, routes } from '@innoflow/contracts';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { api } from '@/lib/api.ts';
import { ApiError } from '@/lib/api-error.ts';
import { useEnter, useSubmitType } from './auth-page.ts';
import { PasswordInput } from './password-input.tsx';

const { shape } = registerSchema;

/** The contract's rules in the words of the form; an organization without a name is named by the server. */
const signUpSchema = z.object({
  name: z.string().trim().min(1, 'Enter your name').max(200),
  email: z
    .string()
    .trim()
    .refine((text) => shape.email.safeParse(text).success, 'Enter an e-mail address, like ada@example.com'),
  password: z.string().min(8, 'Use at least 8 characters').max(200, 'Use at most 200 characters'),
  organizationName: z.string().trim().max(200),
});
type SignUpValues = z.output<typeof signUpSchema>;

const fields = ['name', 'email', 'password', 'organizationName'] as const;

export function SignUpForm() {
  const enter = useEnter();
  const submitType = useSubmitType();
  const form = useForm<SignUpValues>({
    resolver: zodResolver(signUpSchema),
    defaultValues: { name: '', email: '', password: '', organizationName: '' },
  });
  const signUp = useMutation({
    mutationFn: ({ organizationName, ...values }: SignUpValues) =>
      api(routes.auth.register, { body: { ...values, organizationName: organizationName || undefined } }),
    onSuccess: enter,
    onError(error) {
      if (!(error instanceof ApiError)) return;
      if (error.code === 'email_taken')
        form.setError(
          'email',
          { message: 'This address has an account. Log in instead' },
          { shouldFocus: true },
        );
      for (const { field, message } of error.errors) {
        const known = fields.find((name) => name === field);
        if (known) form.setError(known, { message });
      }
    },
  });
  const { errors } = form.formState;
  const shownAtField = signUp.error instanceof ApiError && signUp.error.code === 'email_taken';
  return (
    <form
      className="flex flex-col gap-4"
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) => signUp.mutate(values))}
    >
      <h1 className="font-semibold text-xl tracking-tight">Create your account</h1>
      <ErrorNote error={shownAtField ? null : signUp.error} />
      <Field label="Name" error={errors.name?.message} required>
        {(control) => (
          <Input size="lg" autoComplete="name" autoFocus {...control} {...form.register('name')} />
        )}
      </Field>
      <Field label="E-mail" error={errors.email?.message} required>
        {(control) => (
          <Input size="lg" type="email" autoComplete="email" {...control} {...form.register('email')} />
        )}
      </Field>
      <Field
        label="Password"
        help={errors.password ? undefined : 'At least 8 characters.'}
        error={errors.password?.message}
        required
      >
        {(control) => (
          <PasswordInput autoComplete="new-password" {...control} {...form.register('password')} />
        )}
      </Field>
      <Field
        label="Organization"
        help="Workflows and people belong to it."
        error={errors.organizationName?.message}
      >
        {(control) => (
          <Input size="lg" autoComplete="organization" {...control} {...form.register('organizationName')} />
        )}
      </Field>
      <Button type={submitType} variant="primary" size="lg" busy={signUp.isPending || signUp.isSuccess}>
        Create account
      </Button>
      <p className="text-md text-muted">
        Already have one?{' '}
        <Link href="/log-in" className="font-medium text-accent-fg underline-offset-4 hover:underline">
          Log in
        </Link>
      </p>
    </form>
  );
}
