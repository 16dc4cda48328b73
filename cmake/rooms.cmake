# liuhen_room(NAME LINK lib...): src/NAME becomes the library liuhen_NAME, and its *_test.cpp the
# test program unit_NAME with the label "unit". Sources are found by name, so adding a file to a
# room needs no line here.
function(liuhen_room name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  set(dir ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  # Code of a child process (probe) is built into that process only.
  list(FILTER sources EXCLUDE REGEX "/process/")
  if(sources)
    add_library(liuhen_${name} STATIC ${sources})
    target_include_directories(liuhen_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(liuhen_${name} PUBLIC ${arg_LINK})
  else()
    add_library(liuhen_${name} INTERFACE)
    target_include_directories(liuhen_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(liuhen_${name} INTERFACE ${arg_LINK})
  endif()
  list(FILTER tests EXCLUDE REGEX "/process/")
  if(tests)
    add_executable(unit_${name} ${tests})
    target_link_libraries(unit_${name} PRIVATE liuhen_${name} GTest::gtest GTest::gtest_main)
    target_include_directories(unit_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(unit_${name} PRIVATE
      LIUHEN_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LIUHEN_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME unit_${name} COMMAND unit_${name})
    set_tests_properties(unit_${name} PROPERTIES LABELS unit)
    # A disk that syncs for real would be most of what these tests measure; tests/promise, crash and
    # e2e know what a real one does.
    if(EXISTS /dev/shm)
      set_tests_properties(unit_${name} PROPERTIES ENVIRONMENT TMPDIR=/dev/shm)
    endif()
  endif()
endfunction()
