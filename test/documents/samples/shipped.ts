/** Shipped modules with their templates, what their codes mean, and a case for each. */
import path from 'node:path';
import { readModules } from '../../../composition/modules/read-module.ts';
import { sharedCatalogues } from '../../../composition/modules/shared-catalogues.ts';
import type { DocumentInput } from '../../../documents/document-input.ts';
import type { Labels } from '../../../documents/fill/formats.ts';
import { lineValues } from '../../../documents/round-lines.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';
import type { Json } from '../../../expressions/json.ts';
import { inputOf } from './office.ts';
import { EXTRACTION, EXTRACTION_FORMS } from './extraction.ts';
import { HANDOVER, HANDOVER_FORMS } from './handover.ts';
import { POSTPONEMENT, POSTPONEMENT_FORMS, USUAL_FORM } from './postponement.ts';
import { RELOCATION, RELOCATION_FORMS } from './relocation.ts';
import { REDUCTION_FORMS, RELEASE_FORMS, ROUND, ROUND_LINES, ROUND_NOTE } from './rounds.ts';
import { SUSPENSION, SUSPENSION_FORMS } from './suspension.ts';
import { TRANSFER, TRANSFER_FORMS } from './transfer.ts';

interface SampleCase {
  readonly variables: Readonly<Record<string, Json>>;
  /** by document */
  readonly forms: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** of a task that has no form of its own there */
  readonly usual?: Readonly<Record<string, Json>>;
}

const CASES: Readonly<Record<string, SampleCase>> = {
  postponement: { variables: POSTPONEMENT, forms: POSTPONEMENT_FORMS },
  'temporary-extraction': { variables: EXTRACTION, forms: EXTRACTION_FORMS, usual: { note: 'Đã thực hiện theo quy định.' } },
  'international-transfer': { variables: TRANSFER, forms: TRANSFER_FORMS, usual: { note: 'Kèm theo hồ sơ.' } },
  relocation: { variables: RELOCATION, forms: RELOCATION_FORMS, usual: { note: 'Kèm theo hồ sơ.' } },
  'sentence-reduction': { variables: ROUND, forms: REDUCTION_FORMS, usual: ROUND_NOTE },
  'conditional-release': { variables: { ...ROUND, verdict: 'grant' }, forms: RELEASE_FORMS, usual: ROUND_NOTE },
  handover: { variables: HANDOVER, forms: HANDOVER_FORMS },
  suspension: { variables: SUSPENSION, forms: SUSPENSION_FORMS },
};

const UNITS: Readonly<Record<string, string>> = {
  'vks.kv1': 'Viện kiểm sát nhân dân khu vực 1 – Hà Nội',
  catinh: 'Cơ quan thi hành án hình sự Công an thành phố Hà Nội',
  'caxa.tanmai': 'Công an phường Tương Mai',
  'caxa.hoanglong': 'Công an xã Hoàng Long',
  'cquan-ql': 'Cơ quan quản lý thi hành án hình sự thuộc Bộ Công an',
  'bca.c10': 'Cơ quan quản lý thi hành án hình sự thuộc Bộ Công an',
  'tg.thuduc': 'Trại giam Thủ Đức',
  'ca.hcm.ttg': 'Trại tạm giam Công an Thành phố Hồ Chí Minh',
  'ca.hcm.csdt': 'Cơ quan Cảnh sát điều tra Công an Thành phố Hồ Chí Minh',
  'tg.thanhxuan': 'Trại giam Thanh Xuân',
  'ta.hanoi': 'Tòa án nhân dân thành phố Hà Nội',
  'ta.capcao1': 'Tòa án nhân dân tối cao (Tòa Phúc thẩm tại Hà Nội)',
  'vks.hanoi': 'Viện kiểm sát nhân dân thành phố Hà Nội',
};

export interface Shipped {
  readonly module: string;
  readonly template: DocumentTemplate;
  readonly input: DocumentInput;
}

export const MODULES = readModules(path.join(import.meta.dirname, '../../../processes'));
const shared = sharedCatalogues().map(({ catalogue }) => catalogue);

/** Everybody who signs is named; the case is the module's sample. */
export const SHIPPED: readonly Shipped[] = MODULES.flatMap(({ manifest, templates, catalogues }) => {
  const labels: Labels = (key, code) =>
    key === 'units'
      ? UNITS[code]
      : [...catalogues, ...shared].find((catalogue) => catalogue.key === key)?.items.find((item) => item.code === code)?.name.vi;
  const sample = CASES[manifest.key];
  return templates.map((template) => ({
    module: manifest.key,
    template,
    input: inputOf({
      signers: Object.fromEntries(
        template.signatures.map(({ field, name }) => [field, { name: name === undefined ? 'Nguyễn Văn Bình' : '' }]),
      ),
      variables: sample?.variables ?? {},
      form: sample?.forms[template.document] ?? sample?.usual ?? USUAL_FORM,
      ...(lineValues(template) && { lines: ROUND_LINES }),
      labels,
    }),
  }));
});
