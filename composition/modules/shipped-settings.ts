/** What the register of law says of the product itself, of no procedure: listed, cited and changed as every other entry is. */
import { ACCESS_REGISTER } from '../../commands/access/access-value.ts';
import { NUMBERING_REGISTER } from '../../commands/numbers/numbering-setting.ts';
import { PROTECTION_REGISTER } from '../../commands/protection/setting.ts';
import { IMAGE_REGISTER } from '../../commands/signing/images/image-limits.ts';
import { UPLOAD_REGISTER } from '../../commands/uploads/upload-setting.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';

export const SHIPPED_SETTINGS: readonly { readonly of: string; readonly entries: readonly RegisterEntry[] }[] = [
  { of: 'access', entries: ACCESS_REGISTER },
  { of: 'numbering', entries: NUMBERING_REGISTER },
  { of: 'protection', entries: PROTECTION_REGISTER },
  { of: 'uploads', entries: UPLOAD_REGISTER },
  { of: 'images', entries: IMAGE_REGISTER },
];
