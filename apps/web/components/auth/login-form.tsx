'use client';
import { routes } from '@innoflow/contracts';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { api } from '@/lib/api.ts';
import { useEnter, useSubmitType } from './auth-page.ts';
import { PasswordInput } from './password-input.tsx';

type LoginValues = { identity: string; password: string };

export function LoginForm() {
  const enter = useEnter();
  const submitType = useSubmitType();
  const form = useForm<LoginValues>({ defaultValues: { identity: '', password: '' } });
  const login = useMutation({
    mutationFn: ({ identity, password }: LoginValues) =>
      api(routes.auth.login, {
        body: identity.includes('@') ? { email: identity, password } : { username: identity, password },
      }),
    onSuccess: enter,
    onError: () => form.setFocus('password', { shouldSelect: true }),
  });
  const { errors } = form.formState;
  return (
    <form
      className="flex flex-col gap-4"
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) => login.mutate(values))}
    >
      <h1 className="font-semibold text-xl tracking-tight">Log in</h1>
      <ErrorNote error={login.error} />
      <Field label="E-mail or user name" error={errors.identity?.message} required>
        {(control) => (
          <Input
            size="lg"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            {...control}
            {...form.register('identity', { required: 'Enter your e-mail address or user name' })}
          />
        )}
      </Field>
      <Field label="Password" error={errors.password?.message} required>
        {(control) => (
          <PasswordInput
            autoComplete="current-password"
            {...control}
            {...form.register('password', { required: 'Enter your password' })}
          />
        )}
      </Field>
      <Button type={submitType} variant="primary" size="lg" busy={login.isPending || login.isSuccess}>
        Log in
      </Button>
      <p className="text-md text-muted">
        New here?{' '}
        <Link href="/sign-up" className="font-medium text-accent-fg underline-offset-4 hover:underline">
          Create an account
        </Link>
      </p>
    </form>
  );
}
