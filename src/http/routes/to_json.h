// Values of model and flows in the shapes of api/openapi.yaml.
#pragma once

#include <boost/json/fwd.hpp>

#include "flows/admin/people.h"
#include "flows/admin/sign_in.h"
#include "flows/casework/casework.h"
#include "flows/intake/upload_sheet.h"
#include "flows/recording/records.h"

namespace liuhen::http {

struct Site;

boost::json::object json_of(const model::Unit& unit);
// Empty members (hidden by the flow) are left out.
boost::json::object json_of(const model::Account& account);
boost::json::object json_of(const model::Case& case_file);
boost::json::object json_of(const model::Act& act);
boost::json::object json_of(const model::Device& device);
boost::json::object json_of(const flows::CaseDetail& detail);
boost::json::object json_of(const model::PlacedEntry& entry);
// `site` is asked for derived copies in the cache.
boost::json::object json_of(Site& site, const model::Record& record);
boost::json::object json_of(Site& site, const flows::RecordDetail& detail);
boost::json::object json_of(const catalog::Viewing& viewing, bool has_proxy);
boost::json::object session_json(const flows::SignedIn& who, bool with_token);
// Without the receipt.
boost::json::object json_of(const flows::UploadSheet& sheet, std::uint64_t offset_bytes);

}  // namespace liuhen::http
