// The take-in: from a complete upload to a published entry. Steps, each of which a crash may cut
// short and a restart repeats (docs/architecture.md, "Life of a record"):
//   read back and digest → compare with the stated digest → same bytes known? → keep in the vault
//   → witness in the log → publish. The record's id is written into the upload's sheet before the
//   vault is touched, and the entry names the upload, so that a repeated take-in finds what its
//   predecessor did.
// Articles 1-5a, 2-3, 3-13. Runs on a worker of the desk; faults are thrown, refusals answered.
#pragma once

#include "flows/intake/upload_desk.h"

namespace liuhen::flows {

class House;

base::Result<TakenIn, UploadProblem> take_in(House& house, TakeInJob& job);

}  // namespace liuhen::flows
