import type { TaskTypeDescriptor } from '@innoflow/contracts';
import {
  Bell,
  Bot,
  Box,
  Braces,
  Brain,
  CalendarClock,
  CircleHelp,
  CircleStop,
  ClipboardList,
  Clock,
  Code,
  Combine,
  Database,
  FileText,
  Flag,
  GitBranch,
  GitFork,
  Globe,
  Hourglass,
  List,
  type LucideIcon,
  Mail,
  MessageSquare,
  Play,
  Radio,
  Repeat,
  Reply,
  Send,
  Shuffle,
  Sparkles,
  Split,
  SquareFunction,
  Timer,
  UserCheck,
  Users,
  Variable,
  Webhook,
  Workflow,
  Zap,
} from 'lucide-react';
import { classNames } from '@/lib/class-names.ts';
import { families } from './families.ts';

/** The icons that task types name; lucide's own lookup by name would load all of its 1,600. */
const icons: Readonly<Record<string, LucideIcon>> = {
  bell: Bell,
  bot: Bot,
  box: Box,
  braces: Braces,
  brain: Brain,
  'calendar-clock': CalendarClock,
  'circle-stop': CircleStop,
  'clipboard-list': ClipboardList,
  clock: Clock,
  code: Code,
  combine: Combine,
  database: Database,
  'file-text': FileText,
  flag: Flag,
  'git-branch': GitBranch,
  'git-fork': GitFork,
  globe: Globe,
  hourglass: Hourglass,
  list: List,
  mail: Mail,
  'message-square': MessageSquare,
  play: Play,
  radio: Radio,
  repeat: Repeat,
  reply: Reply,
  send: Send,
  shuffle: Shuffle,
  sparkles: Sparkles,
  split: Split,
  'square-function': SquareFunction,
  timer: Timer,
  'user-check': UserCheck,
  users: Users,
  variable: Variable,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
};

type TaskIconProps = { descriptor: TaskTypeDescriptor | undefined; size?: 'sm' | 'md' };

/** The tile of a task type: its icon in the colour of its family. */
export function TaskIcon({ descriptor, size = 'md' }: TaskIconProps) {
  const Icon = descriptor ? (icons[descriptor.icon] ?? Box) : CircleHelp;
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid shrink-0 place-items-center rounded-md',
        size === 'md' ? 'size-8 [&_svg]:size-4.5' : 'size-6 [&_svg]:size-3.5',
        descriptor ? families[descriptor.family].tile : 'bg-failed-soft text-failed-fg',
      )}
    >
      <Icon strokeWidth={1.75} />
    </span>
  );
}
