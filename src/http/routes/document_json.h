// Forms, drafts and documents in the shapes of api/openapi.yaml.
#pragma once

#include <boost/json/fwd.hpp>

#include "flows/documents/documents.h"
#include "flows/documents/drafts.h"

namespace liuhen::http {

boost::json::object form_summary(const forms::Form& form);
boost::json::object json_of(const forms::Form& form);
boost::json::object json_of(const flows::OpenDraft& open);
boost::json::object json_of(const flows::SavedDraft& saved);
boost::json::object json_of(const flows::DraftCheck& check);
// `book`: for the title in both languages; may be null.
boost::json::object json_of(const forms::FormBook* book, const catalog::FinalDocument& document);
boost::json::object json_of(const flows::CaseDocuments& documents);

}  // namespace liuhen::http
