// Entry kinds of records.
#pragma once

#include "model/entry/body.h"
#include "model/record.h"

namespace liuhen::model {

// The bytes are in the vault, were read back from disk and agreed (articles 1-5a, 2-3, 3-13).
struct RecordDeposited {
  static constexpr std::string_view kKind = "record.deposited";
  RecordId record_id;
  CaseId case_id;
  ActId act_id;
  UploadId upload_id;  // so that a take-in repeated after a crash is recognised
  std::optional<DeviceId> device_id;
  std::string record_kind, file_name, extension;
  std::uint64_t size_bytes = 0;
  base::Digest256 sha256{}, sm3{}, inventory_sha256{};
  std::string object_path;  // relative to the vault root
  base::UtcTime read_back_at;
  bool stated_sha256 = false;  // the client stated the digest beforehand, and it agreed

  std::string subject() const { return "record:" + record_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("record", self.record_id);
    visit("case", self.case_id);
    visit("act", self.act_id);
    visit("upload", self.upload_id);
    visit("device", self.device_id);
    visit("record_kind", self.record_kind);
    visit("file_name", self.file_name);
    visit("extension", self.extension);
    visit("size_bytes", self.size_bytes);
    visit("sha256", self.sha256);
    visit("sm3", self.sm3);
    visit("object", self.object_path);
    visit("inventory_sha256", self.inventory_sha256);
    visit("read_back_at", self.read_back_at);
    visit("stated_sha256", self.stated_sha256);
  }
};

// The same bytes came again: linked and logged, not stored twice.
struct RecordDepositedAgain {
  static constexpr std::string_view kKind = "record.deposited_again";
  RecordId record_id;
  CaseId case_id;
  ActId act_id;
  UploadId upload_id;
  std::optional<DeviceId> device_id;
  std::string file_name;
  std::uint64_t size_bytes = 0;
  base::Digest256 sha256{}, sm3{};
  base::UtcTime read_back_at;

  std::string subject() const { return "record:" + record_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("record", self.record_id);
    visit("case", self.case_id);
    visit("act", self.act_id);
    visit("upload", self.upload_id);
    visit("device", self.device_id);
    visit("file_name", self.file_name);
    visit("size_bytes", self.size_bytes);
    visit("sha256", self.sha256);
    visit("sm3", self.sm3);
    visit("read_back_at", self.read_back_at);
  }
};

// What the sandboxed probe said about the file, or how it failed.
struct RecordProbed {
  static constexpr std::string_view kKind = "record.probed";
  RecordId record_id;
  std::string probe_version, outcome, detail;
  JsonText facts;

  std::string subject() const { return "record:" + record_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("record", self.record_id);
    visit("probe_version", self.probe_version);
    visit("outcome", self.outcome);
    visit("detail", self.detail);
    visit("facts", self.facts);
  }
};

// Somebody is about to see the record (articles 2-5, 3-15); durable before the first byte leaves.
struct RecordViewed {
  static constexpr std::string_view kKind = "record.viewed";
  RecordId record_id;
  ViewingId viewing_id;
  std::string purpose, peer;
  base::UtcTime expires_at;

  std::string subject() const { return "record:" + record_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("record", self.record_id);
    visit("viewing", self.viewing_id);
    visit("purpose", self.purpose);
    visit("peer", self.peer);
    visit("expires_at", self.expires_at);
  }
};

}  // namespace liuhen::model
