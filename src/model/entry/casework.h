// Entry kinds of cases, acts and devices.
#pragma once

#include "model/casework.h"
#include "model/entry/body.h"

namespace liuhen::model {

struct CaseOpened {
  static constexpr std::string_view kKind = "case.opened";
  CaseId case_id;
  std::string number, title, party, procedure, stage;
  UnitId unit_id;
  std::vector<AccountId> handler_ids;

  std::string subject() const { return "case:" + case_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("case", self.case_id);
    visit("number", self.number);
    visit("title", self.title);
    visit("party", self.party);
    visit("procedure", self.procedure);
    visit("stage", self.stage);
    visit("unit", self.unit_id);
    visit("handlers", self.handler_ids);
  }
};

struct CaseMoved {
  static constexpr std::string_view kKind = "case.moved";
  CaseId case_id;
  std::string from, to, reason;

  std::string subject() const { return "case:" + case_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("case", self.case_id);
    visit("from", self.from);
    visit("to", self.to);
    visit("reason", self.reason);
  }
};

struct ActOpened {
  static constexpr std::string_view kKind = "act.opened";
  ActId act_id;
  CaseId case_id;
  std::string act_kind, title, place;
  std::vector<AccountId> officer_ids;
  std::optional<base::UtcTime> planned_at, started_at, ended_at;

  std::string subject() const { return "act:" + act_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("act", self.act_id);
    visit("case", self.case_id);
    visit("act_kind", self.act_kind);
    visit("title", self.title);
    visit("place", self.place);
    visit("officers", self.officer_ids);
    visit("planned_at", self.planned_at);
    visit("started_at", self.started_at);
    visit("ended_at", self.ended_at);
  }
};

// When the act really began and ended, as its officers state it (articles 1-3, 3-9).
struct ActTimed {
  static constexpr std::string_view kKind = "act.timed";
  ActId act_id;
  base::UtcTime started_at;
  std::optional<base::UtcTime> ended_at;

  std::string subject() const { return "act:" + act_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("act", self.act_id);
    visit("started_at", self.started_at);
    visit("ended_at", self.ended_at);
  }
};

struct DeviceRegistered {
  static constexpr std::string_view kKind = "device.registered";
  DeviceId device_id;
  std::string device_kind, number, model, serial;
  std::optional<AccountId> holder_id;

  std::string subject() const { return "device:" + device_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("device", self.device_id);
    visit("device_kind", self.device_kind);
    visit("number", self.number);
    visit("model", self.model);
    visit("serial", self.serial);
    visit("holder", self.holder_id);
  }
};

}  // namespace liuhen::model
