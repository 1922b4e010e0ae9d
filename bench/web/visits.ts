/** What an official does on a page while it is watched. */
import type { Page } from 'playwright-core';

export interface Visit {
  readonly name: string;
  readonly address: string;
  /** there when the page is of use */
  readonly ready: (page: Page) => Promise<void>;
  readonly work: (page: Page) => Promise<void>;
}

const heading = (name: string) => async (page: Page) => await page.getByRole('heading', { name }).first().waitFor();

export const SIGN_IN: Visit = {
  name: 'sign-in',
  address: '/dang-nhap',
  ready: async (page) => await page.getByRole('button', { name: 'Đăng nhập' }).waitFor(),
  work: async (page) => {
    await page.locator('input[autocomplete=username]').click();
    await page.keyboard.type('thuky.toa');
    await page.locator('input[autocomplete=current-password]').click();
    await page.keyboard.type('123456');
  },
};

export const INBOX: Visit = {
  name: 'inbox',
  address: '/viec',
  ready: async (page) => await page.getByRole('listitem').first().waitFor(),
  work: async (page) => {
    for (const key of ['j', 'j', 'k', 'x', 'x']) await page.keyboard.press(key);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Nguyễn', { delay: 40 });
    await page.keyboard.press('Escape');
  },
};

export const caseVisit = (caseId: string): Visit => ({
  name: 'case',
  address: `/ho-so/${caseId}`,
  ready: async (page) => {
    await heading('Hoãn chấp hành án phạt tù')(page);
    await page.locator('.djs-container').waitFor();
  },
  work: async (page) => {
    for (const tab of ['Tài liệu', 'Lịch sử', 'Biểu mẫu']) {
      const found = page.getByRole('tab', { name: tab });
      if (await found.isVisible()) await found.click();
    }
  },
});
