// Uploads to a whole server over real HTTP: what tus asks of every answer, a disk that is full, and
// uploads that nobody finished.
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

#include <boost/json.hpp>
#include <thread>

#include "http/served_house_for_test.h"

namespace liuhen::http {
namespace {

const std::string kTus = "Tus-Resumable: 1.0.0\r\n";
const std::string kBytes = "Content-Type: application/offset+octet-stream\r\n";

class UploadsTest : public ServedTest {
 protected:
  std::string creation(const model::Act& act, std::size_t size) {
    return kTus + "Upload-Metadata: filename " + base::base64_of(base::as_bytes("a.mp4")) +
           ",act_id " + base::base64_of(base::as_bytes(act.id.text)) +
           "\r\nUpload-Length: " + std::to_string(size) + "\r\n";
  }
  WireAnswer patch(const std::string& who, const std::string& path, std::size_t offset,
                   std::string_view bytes, const std::string& more = "") {
    return exchange(
        "PATCH " + path,
        who + kTus + kBytes + more + "Upload-Offset: " + std::to_string(offset) + "\r\n", bytes);
  }
  json::object wait_for_end(const std::string& who, const std::string& path) {
    for (int i = 0; i < 2000; ++i) {
      json::object upload = object_of(exchange("GET " + path, who));
      if (upload.at("state") == "done" || upload.at("state") == "refused") return upload;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the upload did not end";
    return {};
  }
};

TEST_F(UploadsTest, EveryAnswerNamesTheProtocol) {
  const std::string who = program_fields("officer");
  const std::string none = "/api/uploads/01890a5d-ac96-774b-bcce-b302099a8057";
  const auto says = [&](const std::string& line, const std::string& fields, int status,
                        std::string_view body = {}) {
    const WireAnswer answer = exchange(line, fields, body);
    EXPECT_EQ(answer.status, status) << line;
    EXPECT_EQ(answer.field("Tus-Resumable"), "1.0.0") << line << ' ' << fields;
  };
  says("POST /api/uploads", kTus, 401);  // the gate
  says("PATCH " + none, kTus + kBytes + "Upload-Offset: 0\r\n", 401, "x");
  says("HEAD " + none, who + kTus, 404);       // the desk
  says("POST /api/uploads", who + kTus, 400);  // the protocol
  says("PUT " + none, who + kTus, 405);        // the router
  says("DELETE " + none, who + kTus + "Origin: http://evil\r\n", 403);
  says("PATCH " + none, who + kTus + kBytes + "Transfer-Encoding: chunked\r\n", 411);  // the edge
  says("POST /api/uploads?x=1", who + kTus + "Expect: a-miracle\r\n", 417, "x");
  for (const std::string& path : {std::string("/api/uploads"), none}) {
    const WireAnswer answer = exchange("OPTIONS " + path);
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.field("Tus-Version"), "1.0.0");
    EXPECT_EQ(answer.field("Tus-Checksum-Algorithm"), "sha1,sha256");
    EXPECT_NE(answer.field("Tus-Extension").find("checksum"), std::string::npos);
  }
  EXPECT_NE(exchange("OPTIONS " + none).field("Allow").find("PATCH"), std::string::npos);
  EXPECT_EQ(exchange("GET /api/devices", who).field("Tus-Resumable"), "");
  EXPECT_EQ(exchange("GET /api/uploadsx", who).field("Tus-Resumable"), "");
}

TEST_F(UploadsTest, TakesChecksumsOfBothKinds) {
  const std::string who = program_fields("officer");
  const std::string bytes(base::as_text(flows::noise_bytes(40'000, 3)));
  const WireAnswer created =
      exchange("POST /api/uploads", who + creation(served_->make_act("sum-1"), bytes.size()));
  const std::string path = created.field("Location");
  const auto sum_of = [](base::DigestAlgorithm algorithm, std::string_view text) {
    base::Hasher hasher(algorithm);
    hasher.update(text);
    return base::base64_of(hasher.finish());
  };
  const std::string_view all(bytes);
  const auto sha1 = [&](std::string_view text) {
    return "Upload-Checksum: sha1 " + sum_of(base::DigestAlgorithm::sha1, text) + "\r\n";
  };
  const auto sha256 = [&](std::string_view text) {
    return "Upload-Checksum: sha256 " + sum_of(base::DigestAlgorithm::sha256, text) + "\r\n";
  };
  const WireAnswer wrong = patch(who, path, 0, all.substr(0, 20'000), sha1("other"));
  EXPECT_EQ(wrong.status, 460) << wrong.body;
  EXPECT_EQ(exchange("HEAD " + path, who + kTus).field("Upload-Offset"), "0");
  EXPECT_EQ(patch(who, path, 0, all.substr(0, 20'000), sha1(all.substr(0, 20'000))).status, 204);
  EXPECT_EQ(patch(who, path, 20'000, all.substr(20'000), sha256("other")).status, 460);
  EXPECT_EQ(patch(who, path, 20'000, all.substr(20'000), "Upload-Checksum: md5 AAAA\r\n").status,
            400);
  EXPECT_EQ(patch(who, path, 20'000, all.substr(20'000), sha256(all.substr(20'000))).status, 204);
  const json::object upload = wait_for_end(who, path);
  EXPECT_EQ(upload.at("state"), "done");
  EXPECT_EQ(upload.at("receipt").as_object().at("sha256").as_string(),
            base::hex_of(base::sha256_of(bytes)));
}

TEST_F(UploadsTest, AnExpiredUploadIsGoneAndSoAreItsBytes) {
  const model::Act act = served_->make_act("old-1");
  const WireAnswer created =
      exchange("POST /api/uploads", program_fields("officer") + creation(act, 1000));
  const std::string path = created.field("Location");
  EXPECT_EQ(patch(program_fields("officer"), path, 0, std::string(500, 'x')).status, 204);
  const base::fs::path folder =
      served_->house_->folders().staging() / path.substr(path.rfind('/') + 1);
  EXPECT_EQ(base::fs::file_size(folder / "bytes"), 500U);
  served_->clock_.shift_ms(std::int64_t{7} * 24 * 3600 * 1000 + 1000);
  for (int i = 0; i < 1000 && base::fs::exists(folder / "bytes"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_FALSE(base::fs::exists(folder / "bytes"));
  const std::string who = program_fields("officer");
  EXPECT_EQ(exchange("HEAD " + path, who + kTus).status, 410);
  const WireAnswer more = patch(who, path, 500, std::string(500, 'x'));
  EXPECT_EQ(more.status, 410);
  EXPECT_EQ(object_of(more).at("type"), "gone");
  EXPECT_EQ(exchange("GET " + path, who).status, 410);
  EXPECT_TRUE(object_of(exchange("GET /api/uploads", who)).at("uploads").as_array().empty());
}

// A small file system of its own, so that a disk can really be full.
struct SmallDisk {
  explicit SmallDisk(base::fs::path at) : path(std::move(at)) {
    // In a view of this process's own, so that nothing stays mounted whatever becomes of it.
    if (::unshare(CLONE_NEWNS) != 0) return;
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return;
    is_mounted = ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=48m") == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (is_mounted) ::umount2(path.c_str(), MNT_DETACH);
  }
  // Takes all but so many bytes.
  void fill_but(std::uint64_t bytes_left) const {
    base::File file = base::File::create_new(path / "filler");
    const base::Bytes block(std::size_t{64} << 10);
    while (base::free_bytes(path) > bytes_left + block.size()) file.write_all(block);
  }
  void make_room() const { base::fs::remove(path / "filler"); }

  const base::fs::path path;
  bool is_mounted = false;
};

class FullDiskTest : public UploadsTest {
 protected:
  void SetUp() override {
    const auto mount = [this](const base::fs::path& folder) {
      disk_ = std::make_unique<SmallDisk>(folder);
    };
    served_ = std::make_unique<ServedHouse>(mount, flows::DeskRules{.free_bytes_kept = 1 << 20});
    if (disk_->is_mounted) return;
    std::fprintf(stderr, "SKIPPED: no full disk was tried, because mounting is not permitted\n");
    GTEST_SKIP() << "mounting a tmpfs needs root: no full disk was tried";
  }
  void TearDown() override {
    served_.reset();
    disk_.reset();
  }
  std::unique_ptr<SmallDisk> disk_;
};

TEST_F(FullDiskTest, StopsAnUploadAndGoesOnWhenThereIsRoom) {
  const std::string who = program_fields("officer");
  const model::Act act = served_->make_act("full-1");
  const std::string bytes(base::as_text(flows::noise_bytes(14'000'000, 5)));
  const WireAnswer created = exchange("POST /api/uploads", who + creation(act, bytes.size()));
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string path = created.field("Location");
  disk_->fill_but(6'000'000);

  const WireAnswer full = patch(who, path, 0, bytes);
  EXPECT_EQ(full.status, 507);
  EXPECT_EQ(full.field("Content-Type"), "application/problem+json");
  EXPECT_EQ(full.field("Tus-Resumable"), "1.0.0");
  const json::object problem = object_of(full);
  EXPECT_EQ(problem.at("type"), "storage-full");
  EXPECT_NE(problem.at("detail_en").as_string().find("make room"), json::string::npos);
  EXPECT_FALSE(problem.at("detail_zh").as_string().empty());
  // No upload that cannot end is begun.
  EXPECT_EQ(exchange("POST /api/uploads", who + creation(act, bytes.size())).status, 507);

  // What it says has arrived has arrived; the rest of the service goes on.
  const std::uint64_t offset =
      std::stoull(exchange("HEAD " + path, who + kTus).field("Upload-Offset"));
  EXPECT_GT(offset, 1'000'000U);
  EXPECT_LT(offset, 7'000'000U);
  EXPECT_EQ(exchange("GET /api/cases", who).status, 200);
  EXPECT_EQ(exchange("GET /healthz").status, 200);
  const json::object half = object_of(exchange("GET " + path, who));
  EXPECT_EQ(half.at("state"), "receiving");

  disk_->make_room();
  EXPECT_EQ(patch(who, path, offset, std::string_view(bytes).substr(offset)).status, 204);
  const json::object upload = wait_for_end(who, path);
  ASSERT_EQ(upload.at("state"), "done") << json::serialize(upload);
  EXPECT_EQ(upload.at("receipt").as_object().at("sha256").as_string(),
            base::hex_of(base::sha256_of(bytes)));
}

TEST_F(FullDiskTest, KeepsNoHalfOfACase) {
  const std::string who = program_fields("officer") + kJson;
  disk_->fill_but(300'000);
  int opened = 0, status = 201;
  while (status == 201 && opened < 3000) {
    const std::string body = R"({"title":"t","party":"p","procedure":"simple","number":"f-)" +
                             std::to_string(opened) + "\"}";
    status = exchange("POST /api/cases", who, body).status;
    opened += status == 201 ? 1 : 0;
  }
  EXPECT_EQ(status, 507);
  EXPECT_EQ(exchange("GET /healthz").status, 200);
  disk_->make_room();
  const std::string body = R"({"title":"t","party":"p","procedure":"simple","number":"f-)" +
                           std::to_string(opened) + "\"}";
  EXPECT_EQ(exchange("POST /api/cases", who, body).status, 201) << "its number was half taken";
}

}  // namespace
}  // namespace liuhen::http
