import test from 'ava';
import { guesses, type Owner } from '../../../commands/access/guessable.ts';

const HA: Owner = {
  login: 'ha.nguyen',
  name: 'Nguyễn Thị Thu Hà',
  unitPath: 'cuc.hanoi',
  unitName: 'Thi hành án dân sự thành phố Hà Nội',
  identityNumber: '001190012345',
  email: 'thuha2299887@thads.gov.vn',
  phone: '0912 345 678',
};

for (const [password, guess] of [
  ['Yêu-Thu-Hà-82x', 'name'],
  ['xinh-NGUYEN-kkp', 'name'],
  ['ThuHà.8wz.pq', 'name'],
  ['bí.ha.nguyen.x', 'login'],
  ['toi-o-HaNoi-vz', 'unit'],
  ['toi-o-Hà Nội-vz', 'unit'],
  ['tháng ba 1990 x', 'birthYear'],
  ['so-cua-345678-x', 'number'],
  ['so-9001-2345-x', 'number'],
  ['MatKhau@2026', 'common'],
  ['Mật khẩu 2026!', 'common'],
  ['P@ssw0rd!', 'common'],
  ['Anh yêu em 99', 'common'],
  ['12345678', 'common'],
  ['thi-hành-án-2026', 'common'],
  ['xx-qwer-tpz', 'run'],
  ['ngoài-phố-4321', 'run'],
  ['mưa-mmmm-phố', 'run'],
] as const)
  test(`'${password}' is easy to guess: ${guess}`, (t) => {
    t.true(guesses(password, HA).includes(guess), JSON.stringify(guesses(password, HA)));
  });

test('a sentence of one’s own is not easy to guess', (t) => {
  for (const good of ['Chiều-mưa-trên-phố-82', 'ba con mèo ngủ trên mái', 'Vườn#Chuối.77.xanh']) t.deepEqual(guesses(good, HA), [], good);
});

test('the year of birth is read from the identity number in every century', (t) => {
  for (const [number, year] of [
    ['001090012345', '1990'],
    ['001205012345', '2005'],
    ['001310012345', '2010'],
  ] as const)
    t.deepEqual(guesses(`vườn-${year}-chuối`, { ...HA, identityNumber: number }), ['birthYear'], number);
});
