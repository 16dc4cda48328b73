// Whether somebody may deposit a file where he says: asked when an upload is created, and again
// when it is complete, because rights may have changed meanwhile.
#pragma once

#include "flows/intake/upload_store.h"
#include "model/record.h"

namespace liuhen::flows {

class House;

// Where a deposit goes, as its metadata say; every member is checked.
struct DepositTarget {
  model::CaseId case_id;
  model::ActId act_id;
  std::optional<model::DeviceId> device_id;
  std::string record_kind;  // recording document data_set
  std::string file_name;    // display text
  std::string extension;
  std::optional<base::Digest256> stated_sha256;
};

// not_permitted, bad_input with the metadata key, not_found. `with_rights` false: the deposit was
// admitted before and its bytes may be in the vault already, so it must be witnessed whatever has
// become of the depositor's rights.
model::Answer<DepositTarget> deposit_target(House& house, const model::AccountId& owner,
                                            const UploadMetadata& metadata, bool with_rights);
// The right to deposit; and of anything but a part, which says nothing of where it goes, the place
// too.
model::Answer<base::Done> admit(House& house, const NewUpload& upload);

}  // namespace liuhen::flows
