#include "web/printed_steps.h"

#include <doctest/doctest.h>

#include "web/site_for_test.h"

using web::from_marks;

TEST_CASE("the marks of our own pages become headings, lists, code and words") {
  const std::string text = from_marks(
                               "# Title\n\n## One\n\nTwo *words*\nand `x < y` of [it](A.md).\n\n"
                               "1. **First**\n   more\n2. Second\n\n- a\n- b\n\n"
                               "```sh\n# no heading\n\n<b>\n```\nEnd *of it\n")
                               .str();
  CHECK(text.find("Title") == text.npos);
  CHECK(text.find("<p>Two <em>words</em> and <code>x &lt; y</code> of it.</p>") != text.npos);
  CHECK(text.find("<li><b>First</b> more</li>\n<li>Second</li>") != text.npos);
  CHECK(text.find("# no heading\n\n&lt;b&gt;\n</pre>") != text.npos);
  CHECK(text.find("<p>End *of it</p>") != text.npos);
}

TEST_CASE("the steps stand in the product, with every line of their programs, for anybody") {
  web::testing::TestSite site;
  const auto answer = site.send(site.get("/help/proof/steps"));
  CHECK(answer.status == 200);
  for (const char* words :
       {"Check a proof with nothing of ours</h1>", "import base64, hashlib, sys",
        "openssl pkeyutl -verify", "FOLLOWED to the key", "Ask for the proof again."})
    CHECK(answer.body.find(words) != answer.body.npos);
  CHECK(answer.body.find("```") == answer.body.npos);
  CHECK(site.send(site.get("/help/proof")).body.find("/help/proof/steps") != std::string::npos);
}
