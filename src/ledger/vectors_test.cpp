// Published vectors (tests/vectors/ledger/README.md): other implementations must agree byte for
// byte.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "ledger/bundle.h"
#include "ledger/note.h"
#include "ledger/receipt_proof.h"
#include "ledger/tile_files.h"
#include "ledger/tree_edge.h"

namespace liuhen::ledger {
namespace {

namespace json = boost::json;
namespace fs = base::fs;

fs::path vector_folder() { return fs::path(LIUHEN_SOURCE_DIR) / "tests/vectors/ledger"; }

json::value read_vectors(const std::string& name) {
  auto parsed = base::parse_json(base::read_text(vector_folder() / name));
  EXPECT_TRUE(parsed.ok()) << name;
  return *parsed;
}

base::Bytes decoded(const json::value& text) {
  return base::bytes_of_base64(std::string_view(text.as_string())).value();
}

std::optional<base::Digest256> find_hash(const json::value& text) {
  const std::optional<Hashes> hashes = hashes_of(decoded(text));
  if (!hashes || hashes->size() != 1) return std::nullopt;
  return hashes->front();
}

// A "garbage" proof has an empty hash in it, which our types cannot even express.
std::optional<Hashes> find_proof(const json::value& proof) {
  Hashes hashes;
  for (const json::value& text : proof.as_array()) {
    const std::optional<base::Digest256> hash = find_hash(text);
    if (!hash) return std::nullopt;
    hashes.push_back(*hash);
  }
  return hashes;
}

std::uint64_t number(const json::value& value) { return value.to_number<std::uint64_t>(); }

bool is_good_inclusion(const json::value& proof_case) {
  const std::optional<Hashes> proof = find_proof(proof_case.at("proof"));
  return proof && verify_inclusion(number(proof_case.at("index")), number(proof_case.at("size")),
                                   *find_hash(proof_case.at("leaf")), *proof,
                                   *find_hash(proof_case.at("root")));
}

bool is_good_consistency(const json::value& proof_case) {
  const std::optional<Hashes> proof = find_proof(proof_case.at("proof"));
  return proof &&
         verify_consistency(number(proof_case.at("old_size")), number(proof_case.at("new_size")),
                            *find_hash(proof_case.at("old_root")),
                            *find_hash(proof_case.at("new_root")), *proof);
}

TEST(MerkleVectors, RootsOfEightLeaves) {
  const json::value vectors = read_vectors("merkle_proofs.json");
  Hashes leaves;
  TreeEdge edge;
  EXPECT_EQ(base::base64_of(base::ByteView(empty_root())),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  for (std::size_t size = 0; size <= 8; ++size) {
    const base::Digest256 root = *find_hash(vectors.at("roots").at(size));
    EXPECT_EQ(root_of(leaves), root) << size;
    EXPECT_EQ(edge.root(), root) << size;
    if (size == 8) break;
    leaves.push_back(leaf_hash(decoded(vectors.at("leaves").at(size))));
    edge.push(leaves.back(), [](const TilePath&, HashView) {});
  }
}

TEST(MerkleVectors, EveryProofGetsItsPublishedVerdict) {
  const json::value vectors = read_vectors("merkle_proofs.json");
  for (const json::value& one : vectors.at("inclusion").as_array()) {
    EXPECT_EQ(is_good_inclusion(one), one.at("good").as_bool()) << json::serialize(one);
  }
  for (const json::value& one : vectors.at("consistency").as_array()) {
    EXPECT_EQ(is_good_consistency(one), one.at("good").as_bool()) << json::serialize(one);
  }
}

// 70,000 leaves in memory, as tiles: each proof must be the one that Go made.
TEST(MerkleVectors, ProofsOfALargeTreeAreTheSame) {
  const json::value large = read_vectors("merkle_proofs.json").at("large");
  std::map<std::pair<unsigned, std::uint64_t>, Hashes> tiles;
  const TreeEdge::TileSink keep = [&](const TilePath& path, HashView hashes) {
    tiles[{path.level, path.index}] = Hashes(hashes.begin(), hashes.end());
  };
  TreeEdge edge;
  for (int i = 0; i < 70'000; ++i) edge.push(leaf_hash(base::as_bytes(std::to_string(i))), keep);
  edge.for_each_partial(0, keep);
  std::size_t reads = 0;
  const auto open_tree = [&] {
    return StoredTree(70'000, [&](unsigned level, std::uint64_t index) {
      ++reads;
      return tiles.at({level, index});
    });
  };
  for (const auto& [size, root] : large.at("roots").as_object()) {
    EXPECT_EQ(open_tree().root_at(std::stoull(size)), *find_hash(root)) << size;
  }
  for (const json::value& one : large.at("inclusion").as_array()) {
    reads = 0;
    StoredTree tree = open_tree();
    EXPECT_EQ(tree.inclusion_proof(number(one.at("index")), number(one.at("size"))),
              *find_proof(one.at("proof")));
    EXPECT_LE(reads, 6U);
    EXPECT_TRUE(is_good_inclusion(one));
  }
  for (const json::value& one : large.at("consistency").as_array()) {
    reads = 0;
    StoredTree tree = open_tree();
    EXPECT_EQ(tree.consistency_proof(number(one.at("old_size")), number(one.at("new_size"))),
              *find_proof(one.at("proof")));
    EXPECT_LE(reads, 6U);
    EXPECT_TRUE(is_good_consistency(one));
  }
}

TEST(TilePathVectors, TesseraAgrees) {
  const json::value vectors = read_vectors("tile_paths.json");
  for (const json::value& one : vectors.at("format").as_array()) {
    const TilePath path{one.at(0).as_string() == "entries" ? TileKind::entries : TileKind::hashes,
                        static_cast<unsigned>(number(one.at(1))), number(one.at(2)),
                        static_cast<unsigned>(number(one.at(3)))};
    const std::string text(one.at(4).as_string());
    EXPECT_EQ(format_tile_path(path), text);
    EXPECT_EQ(parse_tile_path(text), path);
  }
  for (const json::value& one : vectors.at("refused").as_array()) {
    EXPECT_FALSE(parse_tile_path(std::string_view(one.as_string()))) << one;
  }
  for (const json::value& one : vectors.at("entries_for_log_index").as_array()) {
    const std::uint64_t index = number(one.at(0)) / kTileWidth;
    const TilePath path{TileKind::entries, 0, index, tile_width(0, index, number(one.at(1)))};
    EXPECT_EQ(format_tile_path(path), std::string(one.at(2).as_string()));
  }
}

TEST(BundleVectors, OneTwoThree) {
  base::Bytes bundle;
  for (const char* entry : {"one", "two", "three"}) append_to_bundle(bundle, base::as_bytes(entry));
  EXPECT_EQ(base::hex_of(bundle), "00036f6e65000374776f00057468726565");
  EXPECT_EQ(entries_of_bundle(bundle)->size(), 3U);
  EXPECT_EQ(entries_of_bundle({})->size(), 0U);
  bundle.pop_back();
  EXPECT_FALSE(entries_of_bundle(bundle));
}

TEST(NoteVectors, GoAgrees) {
  const json::value vectors = read_vectors("notes.json");
  const auto text_at = [&](const char* name) { return std::string(vectors.at(name).as_string()); };
  const std::string text = text_at("text");
  const std::string peter_line = text_at("peter_signature");
  const NoteVerifier peter = *parse_vkey(text_at("peter_vkey"));
  const NoteVerifier enoch = *parse_vkey(text_at("enoch_vkey"));
  const NoteSigner signer = *parse_private_key(text_at("peter_private_key"));
  EXPECT_EQ(format_vkey(peter), text_at("peter_vkey"));
  EXPECT_EQ(format_private_key(signer), text_at("peter_private_key"));
  EXPECT_EQ(peter.key_id, 0xc74f20a3U);
  EXPECT_EQ(sign_note(text, signer), text + "\n" + peter_line);

  const std::string both = text + "\n" + peter_line + text_at("enoch_signature");
  const NoteVerifier peter_only[] = {peter};
  const NoteVerifier both_keys[] = {peter, enoch};
  const NoteVerifier twice[] = {enoch, peter, enoch};
  EXPECT_EQ(open_note(both, peter_only)->signatures.size(), 1U);
  EXPECT_EQ(open_note(both, both_keys)->signatures.size(), 2U);
  EXPECT_FALSE(open_note(both, {}));
  EXPECT_FALSE(open_note(both, twice));  // ambiguous
  EXPECT_TRUE(open_note(text + "\n" + peter_line, twice));
  std::string many = text + "\n";
  for (int i = 0; i < 101; ++i) many += peter_line;
  EXPECT_FALSE(open_note(many, peter_only));
  EXPECT_FALSE(open_note("\xff" + text + "\n" + peter_line, peter_only));
  for (const json::value& bad : vectors.at("malformed_notes").as_array()) {
    EXPECT_FALSE(parse_note(std::string_view(bad.as_string()))) << bad;
  }
  for (const json::value& bad : vectors.at("bad_vkeys").as_array()) {
    EXPECT_FALSE(parse_vkey(std::string_view(bad.as_string()))) << bad;
  }
}

// Go's test mangles its keys in these two ways and wants every result refused.
TEST(NoteVectors, MangledKeysAreRefused) {
  const json::value vectors = read_vectors("notes.json");
  for (const char* name : {"peter_vkey", "peter_private_key"}) {
    const std::string key(vectors.at(name).as_string());
    const auto is_taken = [](const std::string& text) {
      return parse_vkey(text).ok() || parse_private_key(text).ok();
    };
    for (std::size_t first = 0; first < key.size(); ++first) {
      for (std::size_t end = first + 1; end <= key.size(); ++end) {
        // A key without PRIVATE+KEY+ reads as a verifier key; only its id can tell, and does.
        if (first == 0 && end == key.size()) continue;
        EXPECT_FALSE(is_taken(key.substr(first, end - first)));
      }
      std::string mangled = key;
      ++mangled[first];
      EXPECT_FALSE(is_taken(mangled)) << mangled;
    }
  }
}

constexpr const char* kTesseraVkey =
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
constexpr const char* kTesseraPrivateKey =
    "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";

// Its 15 entries give the same tiles, bundles, roots and even signatures as Tessera wrote.
TEST(TesseraVectors, EveryFileIsMadeAgainByteForByte) {
  const fs::path folder = vector_folder() / "tessera";
  const base::Bytes last = base::read_file(folder / "tile/entries/000.p/15");
  const std::vector<base::ByteView> entries = *entries_of_bundle(last);
  ASSERT_EQ(entries.size(), 15U);
  const NoteSigner signer = *parse_private_key(kTesseraPrivateKey);
  TreeEdge edge;
  base::Bytes bundle;
  for (std::size_t size = 0; size <= 15; ++size) {
    const std::string note = base::read_text(folder / ("checkpoint." + std::to_string(size)));
    const Checkpoint expected{"example.com/log/testdata", size, edge.root()};
    EXPECT_EQ(*verify_checkpoint(note, kTesseraVkey), expected);
    EXPECT_EQ(sign_note(format_checkpoint(expected), signer), note);
    if (size > 0) {
      edge.for_each_partial(size - 1, [&](const TilePath& path, HashView hashes) {
        EXPECT_EQ(base::read_file(folder / format_tile_path(path)), bytes_of(hashes));
      });
      EXPECT_EQ(base::read_file(folder / "tile/entries/000.p" / std::to_string(size)), bundle);
      EXPECT_EQ(get_bundle(folder, 0, size), bundle);
    }
    if (size == 15) break;
    append_to_bundle(bundle, entries[size]);
    edge.push(leaf_hash(entries[size]), [](const TilePath&, HashView) {});
  }
}

}  // namespace
}  // namespace liuhen::ledger
