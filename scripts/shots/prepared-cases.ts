/** Work in every state that a screen shows, made with the requests that the application sends. */
import { courtApi } from '../../test/web/court-api.ts';
import { decided, passedOn, proposed, underReview } from '../../test/web/postponement-cases.ts';

export interface PreparedCases {
  readonly review: string;
  readonly proposed: string;
  readonly decided: string;
  readonly passedOn: string;
}

export async function preparedCases(url: string): Promise<PreparedCases> {
  const court = {
    clerk: await courtApi(url, 'thuky.toa'),
    judge: await courtApi(url, 'chanhan.toa'),
    registry: await courtApi(url, 'vanthu.toa'),
  };
  for (const name of ['Vũ Thị Cúc', 'Nguyễn Hoàng Phương Anh', 'Lê Văn Bình', 'Trần Thị Đào']) await underReview(court.clerk, name);
  return {
    review: (await underReview(court.clerk, 'Phạm Thị Mận')).caseId,
    proposed: (await proposed(court, 'Đỗ Thị Lan')).caseId,
    decided: (await decided(court, 'Hồ Thị Nga')).caseId,
    passedOn: (await passedOn(court.clerk, 'Lê Thị Hoa')).caseId,
  };
}
