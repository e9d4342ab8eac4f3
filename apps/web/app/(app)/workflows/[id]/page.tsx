import type { Metadata } from 'next';
import { DesignerPage } from '@/designer/shell/designer-page.tsx';
import { exportedIds } from '@/lib/exported-ids.ts';

export const metadata: Metadata = { title: 'Workflow' };

export const generateStaticParams = exportedIds;

export default function Page() {
  return <DesignerPage />;
}
