#include "catalog/tables.h"

namespace liuhen::catalog {
namespace {

constexpr std::array<TableShape, 27> kTables{{
    {"entry", "i", "idx,kind,subject,actor,time_ms,bytes"},
    {"house", "i",
     "entry_index,house_id,name_zh,name_en,origin,vkey,sm2_public_key,demo,founded_ms"},
    {"unit", "i", "entry_index,unit_id,parent_id,name_zh,name_en"},
    {"account", "i", "entry_index,account_id,sign_in_name,name,number,unit_id,enabled"},
    {"account_role", "tt", "account_id,role,position"},
    {"device", "i", "entry_index,device_id,kind,number,model,serial,holder_id"},
    {"case_file", "i",
     "entry_index,case_id,number,title,party,procedure_kind,stage,unit_id,opened_ms,act_count,"
     "record_count,search_text"},
    {"case_handler", "tt", "case_id,account_id,position,case_index"},
    {"act", "i",
     "entry_index,act_id,case_id,kind,title,place,planned_ms,started_ms,ended_ms,opened_ms,"
     "record_count"},
    {"act_officer", "tt", "act_id,account_id,position"},
    {"record", "i",
     "entry_index,record_id,case_id,act_id,device_id,record_kind,file_name,extension,size_bytes,"
     "sha256,sm3,inventory_sha256,object_path,stated_sha256,deposited_ms,read_back_ms,"
     "deposited_by,probe_version,probe_outcome,probe_detail,probe_index,probed_ms,media_kind,"
     "duration_ms,recorded_from_ms,recorded_to_ms,playable_in_browser,search_text"},
    {"record_deposit", "i",
     "entry_index,record_id,case_id,act_id,device_id,upload_id,file_name,deposited_ms,deposited_"
     "by"},
    {"record_case", "ii", "case_index,record_index"},
    {"record_act", "ii", "act_index,record_index"},
    {"viewing", "i",
     "entry_index,viewing_id,record_id,account_id,purpose,peer,opened_ms,expires_ms"},
    {"case_sight", "ii", "account_index,case_index"},
    {"record_sight", "ii", "account_index,record_index"},
    {"act_span", "tit", "account_id,started_ms,act_id,ended_ms"},
    {"stated_fact", "ttt",
     "subject_kind,subject_id,fact,entry_index,case_id,value,reason,document_id,stated_by,"
     "stated_ms"},
    {"finding_answer", "i",
     "entry_index,subject_kind,subject_id,article_id,check_name,case_id,basis,answer,text,"
     "answered_by,answered_ms"},
    {"gate_override", "i",
     "entry_index,case_id,from_stage,to_stage,missing,reason,passed_by,passed_ms"},
    {"law_parameter", "ttt",
     "article_id,check_name,parameter,entry_index,value,reason,set_by,set_ms"},
    {"certificate", "i", "entry_index,account_id,kind,number,valid_from,valid_to"},
    {"training", "i", "entry_index,account_id,device_kind,valid_from,valid_to"},
    {"duty", "tt", "duty,account_id,entry_index,note,since_ms"},
    {"final_document", "i",
     "entry_index,record_id,case_id,act_id,form,number,title,fields,completed_ms,finalised_by,"
     "finalised_ms"},
    {"evidence", "t",
     "evidence_id,entry_index,case_id,record_id,kind,name,source,proves,obtained_by,obtained_ms,"
     "void_reason"},
}};

constexpr std::array<std::string_view, 2> kGramTables{"case_gram", "record_gram"};

}  // namespace

std::span<const TableShape> derived_tables() { return kTables; }
std::span<const std::string_view> gram_tables() { return kGramTables; }

std::vector<std::string> column_names(const TableShape& shape) {
  std::vector<std::string> names;
  std::string_view rest = shape.columns;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    names.emplace_back(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return names;
}

}  // namespace liuhen::catalog
