import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type Point = { x: number; y: number };

/** The designer as somebody with a mouse and a keyboard uses it. */
export class Designer {
  readonly page: Page;
  readonly inspector: Locator;
  readonly palette: Locator;

  constructor(page: Page) {
    this.page = page;
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.palette = page.getByRole('region', { name: 'Palette' });
  }

  task(name: string): Locator {
    return this.page.getByLabel(`Task ${name}`, { exact: true });
  }

  /** A control of the inspector by its label; one that may be left out says so in its label. */
  field(label: string): Locator {
    return this.inspector.getByLabel(new RegExp(`^${label}\\s*(optional)?$`));
  }

  /** Drags an entry of the palette to a place on the screen. */
  async drop(entry: string, to: Point): Promise<void> {
    const add = this.page.getByRole('button', { name: /^Add task/ });
    await this.palette.or(add).first().waitFor();
    if (await add.isVisible()) await add.click();
    const button = this.palette.getByRole('button', { name: entry, exact: true });
    await button.scrollIntoViewIfNeeded();
    await this.#drag(await centerOf(button), to);
  }

  /** Drops a task, gives it a name and an id, and leaves it open in the inspector. */
  async dropTask(entry: string, to: Point, { name, id }: { name: string; id: string }): Promise<void> {
    await this.drop(entry, to);
    await this.field('Name').fill(name);
    await this.field('Id').fill(id);
    await this.field('Id').press('Enter');
    await this.task(name).waitFor();
  }

  /** Draws the line of an outcome from one task to the other. */
  async connect(from: string, outcome: string, to: string): Promise<void> {
    const port = this.page.getByLabel(`Outcome ${outcome} of ${from}`, { exact: true });
    await this.task(from).hover();
    await this.#drag(
      await centerOf(port),
      await centerOf(this.page.getByLabel(`Input of ${to}`, { exact: true })),
    );
  }

  async closePalette(): Promise<void> {
    const close = this.page.getByRole('button', { name: 'Close the palette' });
    if (await close.isVisible()) await close.click();
  }

  /** Waits until the server has the draft. */
  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
  }

  async #drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 12, from.y + 6, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 12 });
    await mouse.up();
  }
}

async function centerOf(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  expect(box, String(locator)).not.toBeNull();
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  return { x: x + width / 2, y: y + height / 2 };
}
