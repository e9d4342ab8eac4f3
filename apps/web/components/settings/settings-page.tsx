'use client';
import { ExternalLink, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { Page } from '@/components/frame/page.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { CopyId } from '@/components/ui/copy-id.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useAuth, useLogout } from '@/hooks/use-auth.ts';
import { useTheme } from '@/hooks/use-theme.ts';

export function SettingsPage() {
  const { me } = useAuth();
  const logout = useLogout();
  return (
    <Page title="Settings" width="form">
      <Section title="Profile">
        <Row label="Name">{me ? me.user.name || '–' : <Skeleton className="w-32" />}</Row>
        <Row label="E-mail">{me ? me.user.email : <Skeleton className="w-44" />}</Row>
        {me?.user.username ? <Row label="User name">{me.user.username}</Row> : null}
        <Row label="Organization">
          {me ? (
            <span className="flex items-center gap-2">
              {me.organization.name}
              <Badge>{me.organization.role}</Badge>
            </span>
          ) : (
            <Skeleton className="w-32" />
          )}
        </Row>
        <Row label="Organization id">
          {me ? <CopyId id={me.organization.id} className="-ml-1" /> : <Skeleton className="w-20" />}
        </Row>
        <Row label="Session">
          <Button size="sm" busy={logout.isPending} onClick={() => logout.mutate()}>
            Log out
          </Button>
        </Row>
      </Section>
      <Section title="Appearance">
        <Row label="Theme">
          <ThemeChoice />
        </Row>
      </Section>
      <Section title="API">
        <Row label="Documentation">
          <TextLink href="/api/docs/">Every route, to be tried out</TextLink>
        </Row>
        <Row label="OpenAPI">
          <TextLink href="/api/openapi.json">/api/openapi.json</TextLink>
        </Row>
        <Row label="Workflow format">
          <TextLink href="/api/definition-schema.json">JSON Schema of a definition</TextLink>
        </Row>
      </Section>
    </Page>
  );
}

function ThemeChoice() {
  const { choice, choose } = useTheme();
  return (
    <Segmented
      label="Theme"
      value={choice}
      onValueChange={choose}
      options={[
        { value: 'system', label: <WithIcon icon={<Monitor aria-hidden="true" />}>System</WithIcon> },
        { value: 'light', label: <WithIcon icon={<Sun aria-hidden="true" />}>Light</WithIcon> },
        { value: 'dark', label: <WithIcon icon={<Moon aria-hidden="true" />}>Dark</WithIcon> },
      ]}
    />
  );
}

function WithIcon({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <>
      {icon}
      {children}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-8">
      <h2 className="mb-1 font-semibold text-md">{title}</h2>
      <dl className="border-line border-t">{children}</dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 text-md">
      <dt className="w-40 shrink-0 text-muted max-sm:w-full">{label}</dt>
      <dd className="min-w-0 flex-1 break-words">{children}</dd>
    </div>
  );
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1.5 rounded-sm text-accent-fg underline-offset-4 hover:underline"
    >
      {children}
      <ExternalLink className="size-3.5" aria-hidden="true" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}
