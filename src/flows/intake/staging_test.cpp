#include <gtest/gtest.h>

#include <cstring>

#include "base/fault.h"
#include "flows/intake/chunk_journal.h"
#include "flows/intake/read_back.h"

namespace liuhen::flows {
namespace {

base::Bytes noise(std::size_t count, std::uint32_t seed) {
  base::Bytes out(count);
  for (auto& byte : out) {
    seed = seed * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(seed >> 24U);
  }
  return out;
}

class Staging : public ::testing::Test {
 protected:
  void append(ChunkJournal& journal, base::File& file, base::ByteView bytes) {
    file.write_at(journal.offset(), bytes);
    journal.update(bytes);
  }
  void commit(ChunkJournal& journal, base::File& file) {
    file.sync_data();
    journal.commit();
  }
  base::ScratchFolder folder_{"staging"};
  base::fs::path bytes_path_ = folder_ / "bytes";
  base::fs::path chunks_path_ = folder_ / "chunks";
};

TEST_F(Staging, DigestsAreThoseOfTheWholeFile) {
  const base::Bytes content = noise(kChunkBytes * 2 + 12345, 1);
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  ReadBack read_back(bytes_path_, journal);
  for (std::size_t at = 0; at < content.size(); at += 700'000) {
    const std::size_t count = std::min<std::size_t>(700'000, content.size() - at);
    append(journal, file, base::ByteView(content).subspan(at, count));
    read_back.written_to(journal.offset());
  }
  commit(journal, file);
  const StagedDigests digests = read_back.finish(content.size());
  EXPECT_EQ(digests.sha256, base::sha256_of(content));
  EXPECT_EQ(digests.sm3, base::sm3_of(content));
  ASSERT_EQ(digests.chunk_sha256.size(), 3U);
  EXPECT_EQ(digests.chunk_sha256[2],
            base::sha256_of(base::ByteView(content).subspan(kChunkBytes * 2)));
}

TEST_F(Staging, ZeroBytesAreAFileToo) {
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  ReadBack read_back(bytes_path_, journal);
  const StagedDigests digests = read_back.finish(0);
  EXPECT_EQ(digests.sha256, base::sha256_of(""));
  EXPECT_TRUE(digests.chunk_sha256.empty());
}

TEST_F(Staging, ADiskThatGivesBackOtherBytesIsNoticed) {
  const base::Bytes content = noise(kChunkBytes + 10, 2);
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  append(journal, file, content);
  base::Bytes flipped{static_cast<std::uint8_t>(content[77] ^ 1U)};
  file.write_at(77, flipped);
  ReadBack read_back(bytes_path_, journal);
  EXPECT_THROW(read_back.finish(content.size()), base::Fault);
}

TEST_F(Staging, AFlippedByteInTheTailIsNoticed) {
  const base::Bytes content = noise(1000, 3);
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  append(journal, file, content);
  base::Bytes flipped{static_cast<std::uint8_t>(content[999] ^ 1U)};
  file.write_at(999, flipped);
  ReadBack read_back(bytes_path_, journal);
  EXPECT_THROW(read_back.finish(content.size()), base::Fault);
}

TEST_F(Staging, AfterARestartOnlyProvenBytesCount) {
  const base::Bytes content = noise(kChunkBytes + 5000, 4);
  {
    base::File file = base::File::open_write(bytes_path_);
    ChunkJournal journal(chunks_path_, file);
    append(journal, file, content);
    commit(journal, file);
    append(journal, file, noise(300, 5));  // written, never committed
  }
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  EXPECT_EQ(journal.offset(), content.size());
  EXPECT_EQ(file.size_bytes(), content.size());
  const base::Bytes rest = noise(kChunkBytes, 6);
  append(journal, file, rest);
  ReadBack read_back(bytes_path_, journal);
  base::Bytes whole = content;
  whole.insert(whole.end(), rest.begin(), rest.end());
  EXPECT_EQ(read_back.finish(whole.size()).sha256, base::sha256_of(whole));
}

TEST_F(Staging, GarbageAfterAPowerCutFallsBackToTheLastProvenChunk) {
  const base::Bytes content = noise(kChunkBytes * 2, 7);
  {
    base::File file = base::File::open_write(bytes_path_);
    ChunkJournal journal(chunks_path_, file);
    append(journal, file, content);
    commit(journal, file);
    file.write_at(kChunkBytes + 5, base::Bytes(100, 0));
  }
  base::File file = base::File::open_write(bytes_path_);
  const ChunkJournal journal(chunks_path_, file);
  EXPECT_EQ(journal.offset(), kChunkBytes);
}

TEST_F(Staging, AChunkWithoutARowProvesNothingBeyondIt) {
  const base::Bytes content = noise(kChunkBytes * 3 + 77, 10);
  {
    base::File file = base::File::open_write(bytes_path_);
    ChunkJournal journal(chunks_path_, file);
    append(journal, file, content);
    commit(journal, file);
  }
  base::Bytes rows = base::read_file(chunks_path_);
  ASSERT_EQ(rows.size(), 4U * 24);
  rows.erase(rows.begin() + 24, rows.begin() + 48);  // that of the second chunk
  base::write_file_durably(chunks_path_, rows);
  EXPECT_EQ(ChunkJournal::proven_offset_of(chunks_path_, bytes_path_), kChunkBytes);
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  EXPECT_EQ(journal.offset(), kChunkBytes);
  append(journal, file, base::ByteView(content).subspan(kChunkBytes));
  ReadBack read_back(bytes_path_, journal);
  EXPECT_EQ(read_back.finish(content.size()).sha256, base::sha256_of(content));
}

// A power cut may come at any moment of an opening: the rows that prove acknowledged bytes must
// never be written over.
TEST_F(Staging, OpeningNeverWritesIntoTheOldJournal) {
  const base::Bytes content = noise(kChunkBytes + 900, 11);
  {
    base::File file = base::File::open_write(bytes_path_);
    ChunkJournal journal(chunks_path_, file);
    for (const std::size_t end : {std::size_t{500}, content.size()}) {
      append(journal, file, base::ByteView(content).first(end).subspan(journal.offset()));
      commit(journal, file);
    }
  }
  const base::Bytes before = base::read_file(chunks_path_);
  EXPECT_EQ(before.size(), 3U * 24);
  EXPECT_EQ(ChunkJournal::proven_offset_of(chunks_path_, bytes_path_), content.size());
  EXPECT_EQ(base::read_file(chunks_path_), before);
  base::fs::create_hard_link(chunks_path_, folder_ / "old");
  const auto open = [&] {
    base::File file = base::File::open_write(bytes_path_);
    return ChunkJournal(chunks_path_, file).offset();
  };
  EXPECT_EQ(open(), content.size());
  EXPECT_EQ(base::read_file(folder_ / "old"), before);
  EXPECT_EQ(base::read_file(chunks_path_).size(), 2U * 24);
  // Nothing superfluous is in it now: the next opening leaves the very same file.
  base::fs::create_hard_link(chunks_path_, folder_ / "new");
  const auto written_at = base::fs::last_write_time(chunks_path_);
  EXPECT_EQ(open(), content.size());
  EXPECT_EQ(base::fs::hard_link_count(chunks_path_), 2U);
  EXPECT_EQ(base::fs::last_write_time(chunks_path_), written_at);
}

TEST_F(Staging, ARolledBackPatchLeavesNothing) {
  const base::Bytes content = noise(5000, 8);
  base::File file = base::File::open_write(bytes_path_);
  ChunkJournal journal(chunks_path_, file);
  append(journal, file, content);
  commit(journal, file);
  append(journal, file, noise(kChunkBytes, 9));
  file.truncate(5000);
  journal.roll_back_to(5000, file);
  EXPECT_EQ(journal.offset(), 5000U);
  ReadBack read_back(bytes_path_, journal);
  EXPECT_EQ(read_back.finish(5000).sha256, base::sha256_of(content));
}

}  // namespace
}  // namespace liuhen::flows
