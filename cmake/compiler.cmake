# Warnings, sanitizers, ccache and the fast linker, in one place.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(LIUHEN_BENCH "Build the benches" OFF)
set(LIUHEN_SANITIZE "" CACHE STRING "Sanitizers, for example 'address,undefined'")

find_program(CCACHE ccache)
if(CCACHE)
  # One cache serves every build folder of this tree: paths are made relative before hashing.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=time_macros ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                    -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these inside libstdc++ and Boost at -O2.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overread
                      -Wno-stringop-overflow -Wno-array-bounds)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

if(LIUHEN_SANITIZE)
  add_compile_options(-fsanitize=${LIUHEN_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LIUHEN_SANITIZE})
endif()
