// For tests: a vault in a scratch folder and records to keep in it.
#pragma once

#include <string>

#include "base/disk.h"
#include "base/random.h"
#include "vault/ocfl/sample.h"
#include "vault/vault.h"

namespace liuhen::vault {

inline constexpr base::UtcTime kSampleTime{1772672400000};  // 2026-03-05T01:00:00Z

struct SampleVault {
  struct InMemory {
    InMemory() { ocfl::prefer_memory_for_scratch(); }
  } first;
  base::ScratchFolder scratch{"vault"};
  fs::path root = scratch / "vault";
  fs::path uploads = scratch / "uploads";

  SampleVault() { fs::create_directories(uploads); }

  // Writes `text` to a staged file and answers the order to keep it.
  KeepOrder order(const std::string& text, const std::string& record_id = new_id(),
                  std::uint64_t chunk_bytes = 0) const {
    KeepOrder order;
    order.record_id = record_id;
    order.staged_file = uploads / (record_id + ".part");
    fs::remove(order.staged_file);
    base::File::create_new(order.staged_file).write_all(base::as_bytes(text));
    order.extension = "mp4";
    order.size_bytes = text.size();
    order.sha256 = base::sha256_of(text);
    order.record_json = record_json_of(text, chunk_bytes);
    order.created = kSampleTime;
    order.user_name = "李娜";
    order.user_address = "urn:liuhen:officer:42";
    return order;
  }

  static std::string new_id() { return base::new_uuid(kSampleTime); }

  static std::string record_json_of(const std::string& text, std::uint64_t chunk_bytes) {
    std::string json = R"({"name":"现场.mp4","sm3":")" + base::hex_of(base::sm3_of(text)) + "\"";
    if (chunk_bytes == 0) return json + "}";
    json += ",\"chunks\":{\"size\":" + std::to_string(chunk_bytes) + ",\"sha256\":[";
    for (std::size_t at = 0; at < text.size(); at += chunk_bytes) {
      json += (at == 0 ? "\"" : ",\"") +
              base::hex_of(base::sha256_of(std::string_view(text).substr(at, chunk_bytes))) + "\"";
    }
    return json + "]}}";
  }
};

}  // namespace liuhen::vault
