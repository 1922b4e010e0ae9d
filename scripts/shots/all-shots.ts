/** Every screen and its states, in the order of the navigation. */
import type { Page } from 'playwright-core';
import type { PreparedCases } from './prepared-cases.ts';
import type { Shot } from './shot.ts';

const press = (name: string) => async (page: Page) => await page.getByRole('button', { name }).first().click();
/** The task is taken by the first look, and stays so. */
const signs = async (page: Page): Promise<void> => {
  const claim = page.getByRole('button', { name: 'Nhận việc', exact: true });
  if (await claim.isVisible()) await claim.click();
  await page.getByRole('button', { name: 'Ký và hoàn thành' }).click();
  await page.locator('.pdf-page[data-drawn]').first().waitFor();
};
const tab = (name: string) => async (page: Page) => await page.getByRole('tab', { name }).click();

export function allShots(cases: PreparedCases): readonly Shot[] {
  return [...beforeSignIn(), ...ofCitizens(), ...ofWork(), ...ofCases(cases), ...ofDocuments(), ...ofAdministration(), ...ofOneself()];
}

const beforeSignIn = (): readonly Shot[] => [
  { name: 'sign-in', address: '/dang-nhap' },
  {
    name: 'sign-in-refused',
    address: '/dang-nhap',
    act: async (page) => {
      await page.locator('input[autocomplete=username]').fill('thuky.toa');
      await page.locator('input[autocomplete=current-password]').fill('không đúng');
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];

const ofCitizens = (): readonly Shot[] => [
  { name: 'lookup', address: '/tra-cuu' },
  {
    name: 'lookup-nothing',
    address: '/tra-cuu',
    act: async (page) => {
      await page.getByLabel('Mã tra cứu').fill('0123456789ABCDEFGHJK');
      await page.getByLabel('Năm sinh').fill('1980');
      await page.getByRole('button', { name: 'Tra cứu' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];

const ofWork = (): readonly Shot[] => [
  { name: 'inbox', who: 'chanhan.toa', address: '/viec?list=claimable' },
  {
    name: 'inbox-chosen',
    who: 'chanhan.toa',
    address: '/viec?list=claimable',
    act: async (page) => await page.getByRole('checkbox').nth(1).click(),
  },
  { name: 'inbox-empty', who: 'congan.badinh', address: '/viec' },
  { name: 'search', who: 'thuky.toa', address: '/viec', act: async (page) => await page.keyboard.press('Control+k') },
  { name: 'cases', who: 'thuky.toa', address: '/ho-so' },
  { name: 'procedures', who: 'thuky.toa', address: '/lap-ho-so' },
  { name: 'start', who: 'thuky.toa', address: '/lap-ho-so/postponement' },
  { name: 'start-errors', who: 'thuky.toa', address: '/lap-ho-so/postponement', act: press('Nộp hồ sơ') },
];

const ofCases = (cases: PreparedCases): readonly Shot[] => [
  { name: 'case-review', who: 'chanhan.toa', address: `/ho-so/${cases.review}` },
  { name: 'case-not-mine', who: 'thuky.toa', address: `/ho-so/${cases.review}` },
  { name: 'case-proposed', who: 'chanhan.toa', address: `/ho-so/${cases.proposed}` },
  { name: 'case-recall', who: 'thuky.toa', address: `/ho-so/${cases.proposed}`, act: press('Rút lại') },
  { name: 'case-documents', who: 'thuky.toa', address: `/ho-so/${cases.decided}`, act: tab('Tài liệu'), refused: 403 },
  { name: 'case-history', who: 'thuky.toa', address: `/ho-so/${cases.decided}`, act: tab('Lịch sử') },
  { name: 'case-eligibility', who: 'thuky.toa', address: `/ho-so/${cases.decided}`, act: tab('Điều kiện') },
  { name: 'case-print', who: 'thuky.toa', address: `/ho-so/${cases.decided}/in` },
  { name: 'case-missing', who: 'thuky.toa', address: '/ho-so/0198c0de-0000-7000-8000-000000000000', refused: 404 },
  { name: 'signing', who: 'chanhan.toa', address: `/ho-so/${cases.passedOn}`, act: signs },
];

const ofDocuments = (): readonly Shot[] => [
  { name: 'seals', who: 'vanthu.toa', address: '/cho-ky-so' },
  { name: 'numbers', who: 'vanthu.toa', address: '/so-van-ban' },
  { name: 'numbers-reserve', who: 'vanthu.toa', address: '/so-van-ban', act: press('Giữ số') },
  { name: 'check', who: 'thuky.toa', address: '/kiem-tra-chu-ky' },
  { name: 'notices', who: 'thuky.toa', address: '/thong-bao' },
];

const ofAdministration = (): readonly Shot[] => [
  { name: 'images', who: 'admin.cuc', address: '/anh-chu-ky' },
  { name: 'accounts', who: 'admin.cuc', address: '/tai-khoan' },
  { name: 'accounts-no-match', who: 'admin.cuc', address: '/tai-khoan?trangthai=revoked' },
  { name: 'account', who: 'admin.cuc', address: '/tai-khoan/officer-hanoi' },
  { name: 'account-suspend', who: 'admin.cuc', address: '/tai-khoan/officer-hanoi', act: press('Khóa khẩn cấp') },
  { name: 'account-requests', who: 'admin.cuc', address: '/tai-khoan/de-nghi' },
  { name: 'account-propose', who: 'admin.cuc', address: '/tai-khoan/lap-de-nghi?viec=GRANT&taikhoan=officer-hanoi' },
  { name: 'account-import', who: 'admin.cuc', address: '/tai-khoan/nhap-danh-sach' },
  { name: 'law', who: 'phapche', address: '/tham-so' },
  { name: 'law-entry', who: 'phapche', address: '/tham-so/postponement.review' },
  { name: 'law-propose', who: 'phantich', address: '/tham-so/postponement.review/de-nghi' },
  { name: 'calendar', who: 'phapche', address: '/lich' },
  { name: 'statistics', who: 'admin.cuc', address: '/thong-ke' },
  { name: 'record', who: 'kiemtra', address: '/nhat-ky' },
];

const ofOneself = (): readonly Shot[] => [
  { name: 'substitutions', who: 'thuky.toa', address: '/uy-quyen' },
  { name: 'settings', who: 'thuky.toa', address: '/cai-dat' },
  { name: 'help', who: 'thuky.toa', address: '/viec', act: async (page) => await page.keyboard.press('?') },
  { name: 'agents', who: 'chanhan.toa', address: '/may-ky' },
  { name: 'password', who: 'thuky.toa', address: '/mat-khau' },
  { name: 'factor', who: 'thuky.toa', address: '/xac-thuc' },
  { name: 'missing', who: 'thuky.toa', address: '/khong-co' },
];
