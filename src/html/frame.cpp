#include "html/parts.h"

namespace html {
namespace {

Html head(const Frame& frame) {
  Html out;
  out << "<!doctype html>\n<html lang=\"" << Attr{frame.language}
      << "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
  if (frame.has_mistakes) out << "Error: ";
  out << Text{frame.title} << " - Plumbline";
  if (!frame.council.empty()) out << " - " << Text{frame.council};
  out << "</title>\n";
  for (const std::string& href : {frame.system_style_href, frame.style_href}) {
    if (!href.empty()) out << "<link rel=\"stylesheet\" href=\"" << Url{href} << "\">\n";
  }
  if (!frame.icon_href.empty()) {
    out << "<link rel=\"icon\" type=\"image/svg+xml\" href=\"" << Url{frame.icon_href} << "\">\n";
  }
  if (!frame.script_href.empty()) {
    out << "<script type=\"module\" src=\"" << Url{frame.script_href} << "\"></script>\n";
  }
  out << "</head>\n";
  return out;
}

bool is_current(const Frame& frame, const Link& link) {
  return link.current || (!frame.current_menu.empty() && link.href == frame.current_menu);
}

// The same menu twice: behind a summary on a phone, as a bar on a screen. The stylesheet shows one.
Html phone_menu(const Frame& frame) {
  Html out;
  out << "<details class=\"menu\"><summary>Menu</summary>"
         "<nav aria-label=\"Main, small screens\"><ul>";
  for (const Link& link : frame.menu) {
    out << "<li><a href=\"" << Url{link.href} << "\"";
    if (is_current(frame, link)) out << " aria-current=\"page\"";
    out << ">" << Text{link.text} << "</a></li>";
  }
  out << "</ul></nav></details>\n";
  return out;
}

Html menu_bar(const Frame& frame) {
  Html out;
  out << "<div class=\"bar\"><div class=\"ds_wrapper\">"
         "<nav class=\"ds_site-navigation\" aria-label=\"Main\">"
         "<ul class=\"ds_site-navigation__list\">";
  for (const Link& link : frame.menu) {
    const bool current = is_current(frame, link);
    out << "<li class=\"ds_site-navigation__item\"><a class=\"ds_site-navigation__link";
    if (current) out << " ds_current";
    out << "\" href=\"" << Url{link.href} << "\"";
    if (current) out << " aria-current=\"page\"";
    out << ">" << Text{link.text} << "</a></li>";
  }
  out << "</ul></nav></div></div>\n";
  return out;
}

Html top(const Frame& frame) {
  Html out;
  out << "<div class=\"ds_page__top\">\n<div class=\"ds_skip-links\">"
         "<ul class=\"ds_skip-links__list\"><li class=\"ds_skip-links__item\">"
         "<a class=\"ds_skip-links__link\" href=\"#main\">Skip to main "
         "content</a></li></ul></div>\n"
         "<header class=\"ds_site-header\">\n"
         "<div class=\"ds_wrapper\"><div class=\"ds_site-header__content\">\n"
         "<div class=\"ds_site-branding\">";
  if (!frame.council.empty()) {  // a page of no council has the product's name alone
    out << "<a class=\"council\" href=\"" << Url{frame.home_href} << "\">" << Text{frame.council}
        << "</a>";
  }
  out << "<div class=\"ds_site-branding__title\"><span>Plumbline</span></div></div>\n";
  if (!frame.menu.empty()) out << phone_menu(frame);
  out << "</div></div>\n";
  if (!frame.menu.empty()) out << menu_bar(frame);
  if (!frame.notice.empty()) {
    out << "<div class=\"notice\"><div class=\"ds_wrapper\"><p>" << Text{frame.notice}
        << "</p></div></div>\n";
  }
  if (!frame.capacity.empty()) {
    out << "<div class=\"capacity\"><div class=\"ds_wrapper\">" << frame.capacity
        << "</div></div>\n";
  }
  out << "</header>\n</div>\n";
  return out;
}

Html trail(const Frame& frame) {
  Html out;
  if (frame.trail.empty()) return out;
  out << "<nav aria-label=\"Where you are\"><ol class=\"ds_breadcrumbs\">";
  for (const Link& link : frame.trail) {
    out << "<li class=\"ds_breadcrumbs__item\"><a class=\"ds_breadcrumbs__link\" href=\""
        << Url{link.href} << "\">" << Text{link.text} << "</a></li>";
  }
  out << "</ol></nav>\n";
  return out;
}

Html bottom(const Frame& frame) {
  Html out;
  out << "<div class=\"ds_page__bottom\"><footer class=\"ds_site-footer\">"
         "<div class=\"ds_wrapper\"><div class=\"ds_site-footer__content\">\n";
  if (!frame.footer.empty()) {
    out << "<ul class=\"ds_site-footer__site-items\">";
    for (const Link& link : frame.footer) {
      out << "<li class=\"ds_site-items__item\"><a href=\"" << Url{link.href} << "\">"
          << Text{link.text} << "</a></li>";
    }
    out << "</ul>\n";
  }
  out << "<p>Plumbline keeps what was said, by whom and when. "
         "It does not prove that it was true.</p>\n"
         "</div></div></footer></div>\n";
  return out;
}

// Hidden until the script shows it; without the script the text typed is given back after signing
// in.
Html ending_offer(const Frame& frame) {
  Html out;
  if (frame.idle_seconds <= 0 || frame.stay_href.empty()) return out;
  out << "<div class=\"session\" role=\"alertdialog\" aria-labelledby=\"session-ends\" "
         "aria-describedby=\"session-words\" data-idle-seconds=\""
      << frame.idle_seconds
      << "\" hidden>\n<p id=\"session-ends\"><b>You will be signed out in 2 minutes</b></p>\n"
         "<p id=\"session-words\">Nothing was done here for a while. What you typed is kept.</p>\n"
         "<p><a href=\""
      << Url{frame.stay_href} << "\">Stay signed in</a></p></div>\n";
  return out;
}

}  // namespace

std::string whole_page(const Frame& frame, const Html& main) {
  Html out;
  out << head(frame) << "<body>\n<div class=\"ds_page\">\n"
      << top(frame) << "<div class=\"ds_page__middle\"><div class=\"ds_wrapper\">\n"
      << trail(frame) << "<main id=\"main\" tabindex=\"-1\">\n"
      << main << "</main>\n</div></div>\n"
      << bottom(frame) << ending_offer(frame) << "</div>\n</body>\n</html>\n";
  return std::move(out).take();
}

}  // namespace html
