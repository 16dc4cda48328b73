// A small fuzzing driver for machines without libFuzzer: runs LLVMFuzzerTestOneInput over seeds and
// mutations of them for a fixed number of rounds with a fixed random seed, so that a run can be
// repeated. With clang, link the same target against -fsanitize=fuzzer instead of this file.
//   fuzz_x ROUNDS [SEED_FILE...]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

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

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const long rounds = std::atol(argv[1]);
  std::vector<Input> corpus{"", "{}", "0"};
  for (int i = 2; i < argc; ++i) corpus.push_back(read_seed(argv[i]));
  std::mt19937 random(20260305);
  for (long round = 0; round < rounds; ++round) {
    Input input = corpus[random() % corpus.size()];
    for (unsigned i = 0; i < 1 + random() % 8; ++i) mutate(input, corpus, random);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  std::printf("%ld rounds over %zu seeds\n", rounds, corpus.size());
  return 0;
}
