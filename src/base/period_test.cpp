#include "base/period.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/calendar_file.h"
#include "base/disk.h"
#include "base/json.h"

namespace liuhen::base {
namespace {

namespace json = boost::json;

const std::filesystem::path kRoot = LIUHEN_SOURCE_DIR;

CivilDay day(std::string_view text) {
  const auto found = civil_day_of(text);
  EXPECT_TRUE(found.has_value()) << text;
  return found.value_or(CivilDay{});
}

class Periods : public testing::Test {
 protected:
  void SetUp() override {
    auto calendar = load_calendar(kRoot / "law/calendar");
    ASSERT_TRUE(calendar.ok()) << calendar.error();
    calendar_ = std::move(*calendar);
    auto parsed =
        parse_json(read_text(kRoot / "tests/vectors/periods/reference.jsonc"), {1 << 20, 8, true});
    ASSERT_TRUE(parsed.ok()) << parsed.error();
    vectors_ = std::move(*parsed);
  }

  const json::array& vectors(std::string_view name) const {
    return vectors_.as_object().at(name).as_array();
  }

  Period period_at(const json::object& vector) const {
    auto period = period_of_unit(*find_text(vector, "unit"));
    EXPECT_TRUE(period.has_value());
    period->length = *find_integer(vector, "length");
    return *period;
  }

  WorkCalendar calendar_;
  json::value vectors_;
};

TEST_F(Periods, EndWhereTheVectorsSay) {
  for (const json::value& value : vectors("periods")) {
    const json::object& vector = value.as_object();
    const auto end = end_of_period(day(*find_text(vector, "start")), period_at(vector), calendar_);
    ASSERT_TRUE(end.has_value()) << value;
    EXPECT_EQ(text_of(end->last_day), *find_text(vector, "last_day")) << value;
    EXPECT_EQ(text_of(end->unrolled_last_day),
              find_text(vector, "unrolled").value_or(text_of(end->last_day)))
        << value;
    EXPECT_EQ(end->provisional, find_bool(vector, "provisional").value_or(false)) << value;
  }
}

TEST_F(Periods, ThatLeaveTheCalendarAreRefused) {
  for (const json::value& value : vectors("impossible")) {
    const json::object& vector = value.as_object();
    const CivilDay start = day(*find_text(vector, "start"));
    EXPECT_FALSE(end_of_period(start, period_at(vector), calendar_).has_value()) << value;
    EXPECT_FALSE(due_of(start_of(start), period_at(vector), calendar_).has_value()) << value;
  }
}

TEST_F(Periods, NoticeAheadOfAnEvent) {
  for (const json::value& value : vectors("ahead")) {
    const json::object& vector = value.as_object();
    const auto reading = *find_text(vector, "reading") == "full_days" ? AheadReading::full_days
                                                                      : AheadReading::on_the_day;
    const CivilDay event = day(*find_text(vector, "event"));
    const Period period = period_at(vector);
    const auto latest = latest_day_ahead(event, period, reading, calendar_);
    ASSERT_TRUE(latest.has_value()) << value;
    EXPECT_EQ(text_of(latest->day), *find_text(vector, "latest")) << value;
    EXPECT_EQ(latest->provisional, find_bool(vector, "provisional").value_or(false)) << value;
    EXPECT_TRUE(is_ahead_enough(latest->day, event, period, reading, calendar_)) << value;
  }
  // Served on a Sunday with seven whole working days to come: early enough, though later than the
  // last working day before it.
  const Period seven{7, PeriodUnit::working_days, false};
  EXPECT_TRUE(is_ahead_enough(day("2026-03-08"), day("2026-03-18"), seven, AheadReading::full_days,
                              calendar_));
  EXPECT_FALSE(is_ahead_enough(day("2026-03-09"), day("2026-03-18"), seven, AheadReading::full_days,
                               calendar_));
  EXPECT_FALSE(is_ahead_enough(day("2026-03-18"), day("2026-03-08"), seven, AheadReading::full_days,
                               calendar_));
}

TEST_F(Periods, WorkingDaysOfAYear) {
  for (const json::value& value : vectors("working_days_a_year")) {
    const json::object& vector = value.as_object();
    const int year = static_cast<int>(*find_integer(vector, "year"));
    EXPECT_EQ(calendar_.working_days_in(year), *find_integer(vector, "count")) << year;
  }
  EXPECT_FALSE(calendar_.knows(2027));
}

TEST_F(Periods, DaysThatDoNotExistAreRefused) {
  for (const json::value& value : vectors("no_such_day")) {
    EXPECT_FALSE(civil_day_of(std::string_view(value.as_string())).has_value()) << value;
  }
  EXPECT_EQ(text_of(day("2024-02-29")), "2024-02-29");
}

TEST_F(Periods, DaysAreChinaDaysAndEndAtMidnight) {
  const UtcTime late = *time_of_rfc3339("2026-03-05T15:59:59.999Z");  // 23:59 in China
  EXPECT_EQ(text_of(china_day_of(late)), "2026-03-05");
  EXPECT_EQ(text_of(china_day_of(late.plus_ms(1))), "2026-03-06");
  EXPECT_EQ(text_of(china_day_of(*time_of_rfc3339("1969-12-31T15:00:00Z"))), "1969-12-31");
  const auto due = due_of(late, {2, PeriodUnit::working_days, false}, calendar_);
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(rfc3339_of(due->at), "2026-03-09T16:00:00.000Z");  // the end of Monday the 9th
}

TEST_F(Periods, HoursRunFromTheMoment) {
  const UtcTime start = *time_of_rfc3339("2026-12-31T02:20:00Z");
  const auto due = due_of(start, {24, PeriodUnit::hours, false}, calendar_);
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(rfc3339_of(due->at.plus_ms(-1)), "2027-01-01T02:20:00.000Z");
  EXPECT_FALSE(due->provisional);
}

TEST(CalendarFile, RefusalsNameFileAndLine) {
  const auto refusal = [](std::string_view text) {
    const auto year = calendar_year_of(text, "2027.jsonc");
    return year.ok() ? std::string() : year.error();
  };
  const auto has = [&](std::string_view text, std::string_view expected) {
    const std::string sentence = refusal(text);
    EXPECT_NE(sentence.find(expected), std::string::npos) << sentence;
  };
  has("{\"year\": 2027,\n\"source\": \"s\",\n\"off\": [\"2027-02-30\"],\n\"working\": []}",
      "2027.jsonc:3: ");
  has("{\"year\": 2027,\n\"source\": \"s\",\n\"of\": [],\n\"off\": [], \"working\": []}",
      "2027.jsonc:3: unknown member");
  has("{\"year\": 2027,\n\"source\": \"s\",\n\"off\": [], \"working\": [],\n\"off\": []}",
      "2027.jsonc:4: this member is named twice");
  has("{\"year\": 2027, \"source\": \"s\", \"off\": [{\"from\": \"2027-01-03\", \"to\": "
      "\"2027-01-01\"}], \"working\": []}",
      "before the first");
  has("{\"year\": 2027, \"source\": \"s\", \"off\": [\"2026-01-01\"], \"working\": []}",
      "not in the year");
  has("{\"year\": 2027, \"source\": \"s\", \"off\": [], \"working\": [\"2027-01-04\"]}",
      "is a weekday");
  has("{\"year\": 2027, \"source\": \"\", \"off\": [], \"working\": []}", "who set these days");
  has("[1]", "an object");
  has("{", "not well-formed");
  EXPECT_EQ(refusal("{\"year\": 2027, \"source\": \"s\", \"off\": [], \"working\": []} // end"),
            "");
}

}  // namespace
}  // namespace liuhen::base
