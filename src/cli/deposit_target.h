// Where a deposit goes, in the words that people have: the case's number (案号), the act's title,
// the device's number (设备编号), or the id of each. Asked before anything is sent. What fits
// nothing, or several, is refused with the option's name and the values that would do.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/server_client.h"

namespace liuhen::cli {

struct TargetWords {
  std::string case_word, act_word;
  std::string device_word;  // may be empty
};

struct DepositTarget {
  std::string case_id, act_id;
  std::string device_id;  // empty: none was named
};

// Fault naming the option; Unreachable.
DepositTarget find_deposit_target(ServerClient& client, const TargetWords& words);

struct PickedId {
  std::string text;
};

// The id among what the server lists, or the sentence of the refusal. Numbers are compared without
// regard to spaces, letter case and the form of brackets: people type [2026] for 〔2026〕.
base::Result<PickedId, std::string> pick_by_number(const boost::json::array& listed,
                                                   std::string_view word);
// By id or whole title, within one case. Two acts of one title are told apart by their ids only.
base::Result<PickedId, std::string> pick_act(const boost::json::array& acts, std::string_view word);

}  // namespace liuhen::cli
