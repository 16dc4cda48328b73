// A small fuzzing driver for machines without libFuzzer: runs LLVMFuzzerTestOneInput over seeds and
// mutations of them for a fixed number of rounds with a fixed random seed, so that a run can be
// repeated. With clang, link the same target against -fsanitize=fuzzer instead of this file.
//   fuzz_x ROUNDS [SEED_FILE | --lines=FILE_OF_SEEDS]...
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count);

namespace {

using Input = std::string;

Input read_seed(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t place_in(const Input& input, std::mt19937& random) {
  return input.empty() ? 0 : random() % input.size();
}

void mutate(Input& input, const std::vector<Input>& corpus, std::mt19937& random) {
  switch (random() % 6) {
    case 0:
      if (!input.empty()) input[place_in(input, random)] ^= static_cast<char>(1U << (random() % 8));
      break;
    case 1:
      input.insert(place_in(input, random), 1, static_cast<char>(random()));
      break;
    case 2:
      if (!input.empty()) input.erase(place_in(input, random), 1 + random() % 8);
      break;
    case 3:
      input.resize(place_in(input, random));
      break;
    case 4: {
      const Input& other = corpus[random() % corpus.size()];
      const std::size_t from = place_in(other, random);
      input.insert(place_in(input, random), other.substr(from, 1 + random() % 64));
      break;
    }
    default:
      input.append(input.substr(place_in(input, random), 32));
  }
  if (input.size() > 100'000) input.resize(100'000);
}

const std::uint8_t* bytes_of(const Input& input) {
  return reinterpret_cast<const std::uint8_t*>(input.data());
}

std::vector<Input> seeds_of(int argc, char** argv) {
  constexpr std::string_view kLines = "--lines=";
  std::vector<Input> seeds;
  for (int i = 2; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (!argument.starts_with(kLines)) {
      seeds.push_back(read_seed(argv[i]));
      continue;
    }
    std::ifstream file{std::string(argument.substr(kLines.size()))};
    for (Input line; std::getline(file, line);) seeds.push_back(line);
  }
  return seeds;
}

// A seed that is refused is worth little: what lies behind the first check would never be met.
bool all_are_read(const std::vector<Input>& seeds) {
  bool all = true;
  for (const Input& seed : seeds) {
    if (is_read == nullptr || is_read(bytes_of(seed), seed.size())) continue;
    std::printf("a seed is not read: %.80s\n", seed.c_str());
    all = false;
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const long rounds = std::atol(argv[1]);
  if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&argc, &argv);
  const std::vector<Input> seeds = seeds_of(argc, argv);
  if (!all_are_read(seeds)) return 1;
  std::vector<Input> corpus{"", "{}", "0"};
  corpus.insert(corpus.end(), seeds.begin(), seeds.end());
  for (const Input& seed : corpus) LLVMFuzzerTestOneInput(bytes_of(seed), seed.size());
  std::mt19937 random(20260305);
  long asked = 0;
  long read = 0;
  for (long round = 0; round < rounds; ++round) {
    Input input = corpus[random() % corpus.size()];
    for (unsigned i = 0; i < 1 + random() % 8; ++i) mutate(input, corpus, random);
    LLVMFuzzerTestOneInput(bytes_of(input), input.size());
    if (is_read == nullptr || round % 8 != 0) continue;
    ++asked;
    read += is_read(bytes_of(input), input.size()) ? 1 : 0;
  }
  std::printf("%ld rounds over %zu seeds", rounds, seeds.size());
  if (asked > 0) {
    std::printf(", all of them read; of the changed inputs %ld of %ld", read, asked);
  }
  std::printf("\n");
  return 0;
}
