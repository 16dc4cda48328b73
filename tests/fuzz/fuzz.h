// What a fuzz program may define beside LLVMFuzzerTestOneInput, for tests/fuzz/driver.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

// Whether the parser takes these bytes for what they are meant to be. Every seed file must be, or
// the rounds would only ever see refusals; the driver fails otherwise.
extern "C" __attribute__((weak)) bool is_read(const std::uint8_t* bytes, std::size_t size);
// As libFuzzer's: called once, before the first input, with the program's arguments.
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* argc, char*** argv);
