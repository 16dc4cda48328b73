// Findings, facts and articles in the shapes of api/openapi.yaml.
#pragma once

#include <boost/json/fwd.hpp>

#include "flows/law/findings.h"
#include "flows/law/law_pages.h"

namespace liuhen::http {

// With what the article says about it: question, remedy, names of the facts it speaks of.
boost::json::object json_of(const rules::LawBook& book, const flows::TitledFinding& one);
boost::json::object json_of(const catalog::KeptFinding& finding);
boost::json::object json_of(const flows::CaseFindings& found);
boost::json::object json_of(const flows::LawOverview& law);
boost::json::object json_of(const flows::ArticlePage& page);
boost::json::object json_of(const flows::WhatIf& what);

}  // namespace liuhen::http
