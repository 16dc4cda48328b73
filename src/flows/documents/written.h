// What was written into a document, as the papers show it. Pure; one thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "flows/documents/paper_of_form.h"

namespace liuhen::flows {

class Written {
 public:
  Written(const forms::Form& form, std::string_view values_json, const DocumentFrame& frame);
  ~Written();

  const forms::Form& form() const { return form_; }
  const DocumentFrame& frame() const { return frame_; }

  bool is_filled(const forms::Field& field) const;
  // As print shows it; empty when not filled.
  std::string shown(const forms::Field& field) const;
  std::string shown_day(const forms::Field& field) const;  // of a time
  // The same, struck with "／" where a finished document leaves it empty.
  std::string boxed(const forms::Field& field) const;
  std::vector<std::string> people(const forms::Field& field) const;

  std::size_t row_count(const forms::Field& table) const;
  std::string cell(const forms::Field& table, std::size_t row, std::size_t column) const;
  print::Table table(const forms::Field& field) const;

 private:
  const boost::json::value* find(const forms::Field& field) const;

  const forms::Form& form_;
  const DocumentFrame& frame_;
  std::unique_ptr<boost::json::object> values_;
};

// Who signs below the form: all but those who sign in a box and the seal.
void put_signatures(const forms::Form& form, print::Paper& paper);
std::string signature_foot(const forms::Signature& signature);

// One a layout.
void put_table_form(const Written& written, print::Paper& paper);
void put_record_form(const Written& written, print::Paper& paper);
void put_letter_form(const Written& written, print::Paper& paper);
void put_cover_form(const Written& written, print::Paper& paper);

}  // namespace liuhen::flows
