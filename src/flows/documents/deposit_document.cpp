// The deposit of a frozen draft's print: through the same desk as any upload.
#include <chrono>
#include <thread>

#include "base/fault.h"
#include "catalog/record_queries.h"
#include "flows/documents/finalise.h"
#include "flows/house.h"

namespace liuhen::flows {
namespace {

constexpr std::int64_t kWaitMs = 30'000;
constexpr std::int64_t kLookEveryMs = 4;

class OnePiece final : public ByteSource {
 public:
  explicit OnePiece(const base::Bytes& bytes) : bytes_(bytes) {}
  base::ByteView next() override {
    const base::ByteView all(bytes_);
    const std::size_t count = std::min<std::size_t>(all.size() - at_, std::size_t{1} << 20);
    at_ += count;
    return all.subspan(at_ - count, count);
  }
  bool is_complete() const override { return at_ == bytes_.size(); }

 private:
  const base::Bytes& bytes_;
  std::size_t at_ = 0;
};

// What became of an upload that an earlier run began.
std::optional<model::RecordId> find_deposited(House& house, const model::UploadId& upload) {
  auto lease = house.catalog().read();
  const auto found = catalog::find_deposit_of_upload(lease, upload);
  return found ? std::optional(found->record_id) : std::nullopt;
}

std::string file_name_of(const OpenDraft& open) {
  const std::string& number = open.draft.frozen->number;
  return base::display_file_name(
      open.form->title.zh + (number.empty() ? "" : " " + number) + ".pdf", 240);
}

model::Answer<model::UploadId> send(House& house, const OpenDraft& open) {
  const base::Bytes pdf = print_frozen(house, open);
  NewUpload upload;
  upload.owner_id = open.draft.frozen->by;
  upload.size_bytes = pdf.size();
  upload.metadata = {{"filename", file_name_of(open)},
                     {"act_id", open.draft.frozen->place.text},
                     {"record_kind", "document"},
                     {"sha256", base::hex_of(base::sha256_of(pdf))}};
  const auto created = house.desk().create(upload);
  if (!created) return created.error();
  house.private_store().note_draft_upload(open.draft.id, created->id);
  OnePiece source(pdf);
  const auto sent =
      house.desk().append(upload.owner_id, created->id, {0, pdf.size(), std::nullopt}, source);
  if (!sent) return sent.error();
  return created->id;
}

// nullopt: the upload is not there any more, or never had its bytes.
model::Answer<std::optional<model::RecordId>> wait_for(House& house, const OpenDraft& open,
                                                       const model::UploadId& upload) {
  for (std::int64_t waited_ms = 0; waited_ms < kWaitMs; waited_ms += kLookEveryMs) {
    if (auto record = find_deposited(house, upload)) return record;
    const auto sheet = house.desk().find_upload(open.draft.frozen->by, upload);
    if (!sheet || sheet->state == UploadState::receiving) return std::optional<model::RecordId>();
    if (sheet->state == UploadState::refused) {
      const UploadProblem problem = sheet->problem.value_or(UploadProblem{});
      return model::Refusal{model::RefusalKind::conflict, problem.zh, problem.en};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(kLookEveryMs));
  }
  throw base::Busy("document " + open.draft.id.text + " is still being stored; ask again");
}

}  // namespace

model::Answer<model::RecordId> deposit_document(House& house, const OpenDraft& open) {
  if (open.draft.upload_id) {
    const auto earlier = wait_for(house, open, *open.draft.upload_id);
    if (!earlier) return earlier.error();
    if (*earlier) return **earlier;
  }
  const auto upload = send(house, open);
  if (!upload) return upload.error();
  const auto record = wait_for(house, open, *upload);
  if (!record) return record.error();
  if (*record) return **record;
  throw base::Fault("the upload of document " + open.draft.id.text + " vanished; ask again");
}

}  // namespace liuhen::flows
