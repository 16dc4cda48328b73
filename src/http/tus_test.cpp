// Whole tus conversations over real sockets, against a store that lives in memory for the test.
#include "http/tus.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>

#include "base/random.h"
#include "http/router.h"
#include "http/transport.h"
#include "http/wire_client_for_test.h"

namespace liuhen::http {
namespace {

using namespace std::chrono_literals;
using model::Refusal;
using model::RefusalKind;

bool agrees(const std::string& bytes, const flows::StatedChecksum& stated) {
  base::Hasher hasher(stated.algorithm);
  hasher.update(bytes);
  return hasher.finish() == stated.digest;
}

class MemoryStore final : public flows::UploadStore {
 public:
  model::Answer<flows::UploadStatus> create(const flows::NewUpload& upload) override {
    const std::scoped_lock lock(mutex_);
    if (!upload.metadata.contains("filename"))
      return Refusal{RefusalKind::bad_input, "缺少文件名", "no file name", "", "filename"};
    flows::UploadStatus status{.id = model::new_id<model::UploadId>(base::SystemClock().now()),
                               .size_bytes = upload.size_bytes,
                               .metadata = upload.metadata,
                               .kind = upload.kind,
                               .part_ids = upload.part_ids,
                               .expires_at = base::UtcTime{784111777000}};
    std::string bytes;
    for (const auto& id : upload.part_ids) {
      const auto part = uploads_.find(id.text);
      if (part == uploads_.end() || part->second.bytes.size() != part->second.status.size_bytes)
        return Refusal{RefusalKind::conflict, "分片未完成", "a part is not finished"};
      bytes += part->second.bytes;
    }
    if (upload.kind == flows::UploadKind::joined)
      status.size_bytes = status.offset_bytes = bytes.size();
    uploads_[status.id.text] = {upload.owner_id, status, bytes, false};
    return status;
  }

  model::Answer<flows::UploadStatus> get_status(const model::AccountId& owner,
                                                const model::UploadId& id) override {
    const std::scoped_lock lock(mutex_);
    const auto found = uploads_.find(id.text);
    if (found == uploads_.end() || found->second.owner != owner)
      return Refusal{RefusalKind::not_found, "没有这个上传", "no such upload"};
    if (id == expired_) return Refusal{RefusalKind::gone, "已过期", "expired"};
    return found->second.status;
  }

  model::Answer<flows::UploadStatus> append(const model::AccountId& owner,
                                            const model::UploadId& id, const flows::Append& append,
                                            flows::ByteSource& source) override {
    const auto known = get_status(owner, id);
    if (!known) return known.error();
    Upload& upload = uploads_.at(id.text);
    if (upload.status.kind == flows::UploadKind::joined)
      return Refusal{RefusalKind::not_permitted, "已合并", "joined"};
    {
      const std::scoped_lock lock(mutex_);
      if (upload.locked) return Refusal{RefusalKind::locked, "正在上传", "locked"};
      if (upload.bytes.size() != append.offset_bytes)
        return Refusal{RefusalKind::conflict, "位置不符", "another offset"};
      upload.locked = true;
      changed_.notify_all();
    }
    std::string bytes;
    for (auto piece = source.next(); !piece.empty(); piece = source.next())
      bytes += base::as_text(piece);
    const std::scoped_lock lock(mutex_);
    upload.locked = false;
    changed_.notify_all();
    if (append.checksum && (!source.is_complete() || !agrees(bytes, *append.checksum)))
      return Refusal{RefusalKind::digest_differs, "摘要不符", "another digest"};
    upload.bytes += bytes;
    upload.status.offset_bytes = upload.bytes.size();
    return upload.status;
  }

  model::Answer<base::Done> terminate(const model::AccountId& owner,
                                      const model::UploadId& id) override {
    const auto known = get_status(owner, id);
    if (!known) return known.error();
    const std::scoped_lock lock(mutex_);
    uploads_.erase(id.text);
    return base::Done{};
  }

  void wait_locked(const std::string& id, bool locked) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, 5s, [&] { return uploads_.at(id).locked == locked; }));
  }
  std::string bytes_of(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    return uploads_.at(id).bytes;
  }
  void expire(const std::string& id) { expired_ = model::UploadId{id}; }

 private:
  struct Upload {
    model::AccountId owner;
    flows::UploadStatus status;
    std::string bytes;
    bool locked = false;
  };
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Upload> uploads_;
  model::UploadId expired_;
};

const std::string kTus = "Tus-Resumable: 1.0.0\r\n";
const std::string kBytes = "Content-Type: application/offset+octet-stream\r\n";
const std::string kName = "Upload-Metadata: filename YS5tcDQ=\r\n";

class TusTest : public testing::Test {
 protected:
  TusTest() {
    const auto with_owner = [this](auto step) {
      return [this, step](Request& request) {
        const model::AccountId owner{std::string(request.fields.find("Owner").value_or("me"))};
        return (tus_.*step)(owner, request);
      };
    };
    const std::string one = "/api/uploads/{upload_id}";
    std::vector<Route> routes{
        {Verb::options, "/api/uploads", "tus_options", Access::open, BodyClass::none,
         [this](Request&) { return tus_.options(); }},
        {Verb::post, "/api/uploads", "create_upload", Access::open, BodyClass::stream,
         with_owner(&Tus::create)},
        {Verb::head, one, "tus_head", Access::open, BodyClass::none, with_owner(&Tus::head)},
        {Verb::patch, one, "tus_patch", Access::open, BodyClass::stream, with_owner(&Tus::patch)},
        {Verb::del, one, "tus_terminate", Access::open, BodyClass::none,
         with_owner(&Tus::terminate)}};
    router_ = std::make_unique<Router>(std::move(routes), RouterOptions{}, metrics_);
    TransportOptions options{.port = 0};
    transport_ = std::make_unique<Transport>(options, *router_);
    transport_->start();
  }

  WireAnswer exchange(const std::string& line, const std::string& fields,
                      std::string_view body = {}) {
    return WireClient(transport_->port()).exchange(line, fields, body);
  }
  std::string create(std::size_t size, const std::string& more = "") {
    const WireAnswer answer =
        exchange("POST /api/uploads",
                 kTus + kName + "Upload-Length: " + std::to_string(size) + "\r\n" + more);
    EXPECT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.field("Tus-Resumable"), "1.0.0");
    return answer.field("Location");
  }
  WireAnswer patch(const std::string& path, std::size_t offset, std::string_view bytes,
                   const std::string& more = "") {
    return exchange("PATCH " + path,
                    kTus + kBytes + "Upload-Offset: " + std::to_string(offset) + "\r\n" + more,
                    bytes);
  }
  WireAnswer head(const std::string& path) { return exchange("HEAD " + path, kTus); }
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  static std::string checksum(std::string_view bytes) {
    return "Upload-Checksum: sha256 " + base::base64_of(base::sha256_of(bytes)) + "\r\n";
  }

  MemoryStore store_;
  Tus tus_{store_, {.size_bytes_max = 1'000'000}};
  Metrics metrics_;
  std::unique_ptr<Router> router_;
  std::unique_ptr<Transport> transport_;
};

TEST_F(TusTest, OptionsSayExactlyWhatWorks) {
  const WireAnswer answer = exchange("OPTIONS /api/uploads", "");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.field("Tus-Version"), "1.0.0");
  EXPECT_EQ(answer.field("Tus-Extension"),
            "creation,creation-with-upload,checksum,termination,expiration,concatenation");
  EXPECT_EQ(answer.field("Tus-Checksum-Algorithm"), "sha1,sha256");
  EXPECT_EQ(answer.field("Tus-Max-Size"), "1000000");
}

TEST_F(TusTest, UploadsInPieces) {
  const std::string path = create(11);
  WireAnswer state = head(path);
  EXPECT_EQ(state.status, 200);
  EXPECT_EQ(state.field("Upload-Offset"), "0");
  EXPECT_EQ(state.field("Upload-Length"), "11");
  EXPECT_EQ(state.field("Upload-Metadata"), "filename YS5tcDQ=");
  EXPECT_EQ(state.field("Cache-Control"), "no-store");
  EXPECT_EQ(state.field("Upload-Expires"), "Sun, 06 Nov 1994 08:49:37 GMT");
  const WireAnswer first = patch(path, 0, "hello ");
  EXPECT_EQ(first.status, 204);
  EXPECT_EQ(first.field("Upload-Offset"), "6");
  EXPECT_EQ(first.field("Tus-Resumable"), "1.0.0");
  EXPECT_EQ(patch(path, 6, "world").field("Upload-Offset"), "11");
  EXPECT_EQ(store_.bytes_of(id_of(path)), "hello world");
}

TEST_F(TusTest, KeepsWhatArrivedWhenTheClientVanishes) {
  const std::string path = create(100);
  {
    WireClient client(transport_->port());
    client.send("PATCH " + path + " HTTP/1.1\r\nHost: h\r\n" + kTus + kBytes +
                "Upload-Offset: 0\r\nContent-Length: 100\r\n\r\nhalf of it");
    store_.wait_locked(id_of(path), true);
  }
  store_.wait_locked(id_of(path), false);
  EXPECT_EQ(head(path).field("Upload-Offset"), "10");
  EXPECT_EQ(patch(path, 10, std::string(90, 'x')).field("Upload-Offset"), "100");
}

TEST_F(TusTest, RefusesOtherVersions) {
  const WireAnswer none = exchange("POST /api/uploads", kName + "Upload-Length: 1\r\n");
  EXPECT_EQ(none.status, 412);
  EXPECT_EQ(none.field("Tus-Version"), "1.0.0");
  const std::string path = create(5);
  EXPECT_EQ(exchange("HEAD " + path, "Tus-Resumable: 0.2.2\r\n").status, 412);
  EXPECT_EQ(exchange("DELETE " + path, "").status, 412);
  EXPECT_EQ(exchange("PATCH " + path, kBytes + "Upload-Offset: 0\r\n", "x").status, 412);
}

TEST_F(TusTest, RefusesWrongPatches) {
  const std::string path = create(5);
  EXPECT_EQ(patch(path, 1, "x").status, 409);
  EXPECT_EQ(patch(path, 0, "longer than that").status, 413);
  EXPECT_EQ(exchange("PATCH " + path, kTus + "Upload-Offset: 0\r\n", "x").status, 415);
  EXPECT_EQ(
      exchange("PATCH " + path, kTus + "Content-Type: text/plain\r\nUpload-Offset: 0\r\n", "x")
          .status,
      415);
  EXPECT_EQ(exchange("PATCH " + path, kTus + kBytes, "x").status, 400);
  EXPECT_EQ(exchange("PATCH " + path, kTus + kBytes + "Upload-Offset: -1\r\n", "x").status, 400);
  const std::string unknown = "/api/uploads/01890a5d-ac96-774b-bcce-b302099a8057";
  EXPECT_EQ(patch(unknown, 0, "x").status, 404);
  EXPECT_EQ(patch("/api/uploads/nonsense", 0, "x").status, 404);
  EXPECT_EQ(patch(path, 0, "x", "Owner: another\r\n").status, 404);
  EXPECT_EQ(head(path).field("Upload-Offset"), "0");
}

TEST_F(TusTest, RefusesWrongCreations) {
  const auto status = [&](const std::string& fields, std::string_view body = {}) {
    return exchange("POST /api/uploads", kTus + fields, body).status;
  };
  EXPECT_EQ(status(kName), 400);
  EXPECT_EQ(status(kName + "Upload-Length: many\r\n"), 400);
  EXPECT_EQ(status(kName + "Upload-Length: 1\r\nUpload-Length: 2\r\n"), 400);
  EXPECT_EQ(status(kName + "Upload-Defer-Length: 1\r\n"), 400);
  EXPECT_EQ(status(kName + "Upload-Length: 1000001\r\n"), 413);
  EXPECT_EQ(status("Upload-Length: 1\r\nUpload-Metadata: filename !!\r\n"), 400);
  EXPECT_EQ(status("Upload-Length: 1\r\n"), 400);
  EXPECT_EQ(status(kName + "Upload-Length: 3\r\n" + kBytes, "four"), 413);
  EXPECT_EQ(status(kName + "Upload-Length: 3\r\n", "abc"), 415);
  EXPECT_EQ(status(kName + "Upload-Concat: maybe\r\n"), 400);
}

TEST_F(TusTest, CreatesWithBytes) {
  const WireAnswer answer =
      exchange("POST /api/uploads", kTus + kName + kBytes + "Upload-Length: 5\r\n", "hel");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.field("Upload-Offset"), "3");
  EXPECT_EQ(patch(answer.field("Location"), 3, "lo").field("Upload-Offset"), "5");
}

TEST_F(TusTest, ChecksChecksums) {
  const std::string path = create(5);
  EXPECT_EQ(patch(path, 0, "hel", checksum("help")).status, 460);
  EXPECT_EQ(head(path).field("Upload-Offset"), "0");
  EXPECT_EQ(patch(path, 0, "hel", "Upload-Checksum: md5 AAAA\r\n").status, 400);
  EXPECT_EQ(patch(path, 0, "hel", checksum("hel")).status, 204);
  EXPECT_EQ(patch(path, 3, "lo", checksum("lo")).field("Upload-Offset"), "5");
  const WireAnswer created = exchange(
      "POST /api/uploads", kTus + kName + kBytes + "Upload-Length: 5\r\n" + checksum("x"), "hel");
  EXPECT_EQ(created.status, 460);
  EXPECT_EQ(head(created.field("Location")).field("Upload-Offset"), "0");
}

TEST_F(TusTest, TerminatesAndExpires) {
  const std::string path = create(5);
  EXPECT_EQ(exchange("DELETE " + path, kTus).status, 204);
  EXPECT_EQ(head(path).status, 404);
  const std::string old = create(5);
  store_.expire(id_of(old));
  EXPECT_EQ(head(old).status, 410);
  EXPECT_EQ(patch(old, 0, "x").status, 410);
  const std::string overridden = create(5);
  EXPECT_EQ(exchange("POST " + overridden, kTus + "X-HTTP-Method-Override: DELETE\r\n").status,
            204);
}

TEST_F(TusTest, JoinsParts) {
  const std::string part = "Upload-Concat: partial\r\n";
  const std::string a = create(3, part);
  const std::string b = create(4, part);
  EXPECT_EQ(head(a).field("Upload-Concat"), "partial");
  EXPECT_EQ(patch(a, 0, "abc").status, 204);
  const std::string final = "Upload-Concat: final;" + a + " http://test" + b + "\r\n";
  EXPECT_EQ(exchange("POST /api/uploads", kTus + kName + final).status, 409);
  EXPECT_EQ(patch(b, 0, "defg").status, 204);
  const WireAnswer joined = exchange("POST /api/uploads", kTus + kName + final);
  EXPECT_EQ(joined.status, 201);
  const std::string whole = joined.field("Location");
  EXPECT_EQ(store_.bytes_of(id_of(whole)), "abcdefg");
  EXPECT_EQ(head(whole).field("Upload-Length"), "7");
  EXPECT_EQ(head(whole).field("Upload-Concat"), "final;" + a + " " + b);
  EXPECT_EQ(patch(whole, 7, "x").status, 403);
}

TEST_F(TusTest, TheSecondOfTwoPatchesIsLockedOut) {
  const std::string path = create(10);
  WireClient slow(transport_->port());
  slow.send("PATCH " + path + " HTTP/1.1\r\nHost: h\r\n" + kTus + kBytes +
            "Upload-Offset: 0\r\nContent-Length: 10\r\n\r\nhello");
  store_.wait_locked(id_of(path), true);
  EXPECT_EQ(patch(path, 0, "other").status, 423);
  slow.send("world");
  EXPECT_EQ(slow.answer().field("Upload-Offset"), "10");
}

TEST_F(TusTest, StoppingTheServerKeepsWhatArrived) {
  const std::string path = create(10);
  WireClient client(transport_->port());
  client.send("PATCH " + path + " HTTP/1.1\r\nHost: h\r\n" + kTus + kBytes +
              "Upload-Offset: 0\r\nContent-Length: 10\r\n\r\nhello");
  store_.wait_locked(id_of(path), true);
  // Give the five bytes time to be read: they came with the head or right behind it.
  std::this_thread::sleep_for(50ms);
  transport_->stop();
  EXPECT_EQ(store_.bytes_of(id_of(path)), "hello");
}

}  // namespace
}  // namespace liuhen::http
