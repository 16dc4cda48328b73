#include "cli/recording_wholeness.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace liuhen::cli {
namespace {

namespace json = boost::json;

json::object whole() {
  return {{"size_bytes", 1000},
          {"is_cut", false},
          {"media_kind", "video"},
          {"probe_state", "answered"},
          {"facts", {{"readable", true}}}};
}

json::object but(const char* member, const json::value& value) {
  json::object record = whole();
  record[member] = value;
  return record;
}

json::object without(const char* member) {
  json::object record = whole();
  record.erase(member);
  return record;
}

TEST(RecordingWholeness, OnlyAReadFileMayBeWiped) {
  EXPECT_EQ(wholeness_of(whole()), Wholeness::nothing_against);
  EXPECT_EQ(advice_on(Wholeness::nothing_against), nullptr);
}

TEST(RecordingWholeness, WhatTheProbeCouldNotReadIsLookedAtFirst) {
  EXPECT_EQ(wholeness_of(but("facts", {{"readable", false}})), Wholeness::unreadable);
  const std::string advice = advice_on(Wholeness::unreadable);
  EXPECT_NE(advice.find("do not wipe"), std::string::npos);
  EXPECT_NE(advice.find("look at it first"), std::string::npos);
}

TEST(RecordingWholeness, AMissingOrBrokenWordOfTheProbeIsNoWordForWiping) {
  for (const json::object& record :
       {without("facts"), without("probe_state"), without("is_cut"), without("size_bytes"),
        but("facts", json::object()), but("facts", nullptr), but("facts", {{"readable", "yes"}}),
        but("probe_state", "failed"), but("probe_state", "of a later version"),
        but("size_bytes", 0), json::object()}) {
    EXPECT_EQ(wholeness_of(record), Wholeness::not_known) << json::serialize(record);
  }
  EXPECT_NE(advice_on(Wholeness::not_known), nullptr);
}

TEST(RecordingWholeness, ACutOneIsCutWhateverElseIsSaid) {
  EXPECT_EQ(wholeness_of(but("is_cut", true)), Wholeness::cut_recording);
  json::object document = but("is_cut", true);
  document["media_kind"] = "pdf";
  EXPECT_EQ(wholeness_of(document), Wholeness::cut_document);
}

TEST(RecordingWholeness, WaitsForTheProbe) {
  EXPECT_EQ(wholeness_of(but("probe_state", "waiting")), std::nullopt);
}

}  // namespace
}  // namespace liuhen::cli
