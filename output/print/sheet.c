#include "output/print/sheet.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <pango/pangocairo.h>

#define FAMILIES "Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif"
#define INK 0x16202C
#define DIM 0x4D5B6B
#define FOOTER_SIZE 8

/* ---- texts of the programme ---------------------------------------------------------------- */

const char *
gh_sheet_word (const GhSheet *sheet, const char *key)
{
  return gh_words (sheet->words, "page", key);
}

const char *
gh_sheet_title (const GhSheet *sheet, int session)
{
  const GhSession *this = &sheet->site->model->sessions[session];

  if (this->closed && !sheet->is_personal)
    return gh_sheet_word (sheet, "closed");
  return gh_text_in (this->title != NULL ? this->title : this->id, this->title_in, sheet->language,
                     NULL);
}

const char *
gh_sheet_room (const GhSheet *sheet, int session)
{
  int room = sheet->site->rooms[session];
  const char *id = sheet->site->places[session].room;

  if (room < 0)
    return *id != '\0' ? id : gh_sheet_word (sheet, "no-room");
  return gh_text_in (sheet->site->model->rooms[room].name, sheet->site->model->rooms[room].name_in,
                     sheet->language, NULL);
}

char *
gh_sheet_times (const GhSheet *sheet, int session)
{
  g_autofree char *from = gh_clock_text (sheet->site->places[session].start);
  g_autofree char *to = gh_clock_text (sheet->site->places[session].end);

  return g_strconcat (from, "–", to, NULL);
}

char *
gh_sheet_day (const GhSheet *sheet, GhMinute minute)
{
  return gh_words_long_day (sheet->words,
                            sheet->site->model->conference.first_day + gh_day_of (minute));
}

const char *
gh_sheet_conference (const GhSheet *sheet)
{
  const GhConference *conference = &sheet->site->model->conference;

  return gh_text_in (conference->name != NULL ? conference->name
                                              : gh_sheet_word (sheet, "programme"),
                     conference->name_in, sheet->language, NULL);
}

/* ---- text on paper ------------------------------------------------------------------------- */

static void
set_colour (GhSheet *sheet, guint rgb)
{
  cairo_set_source_rgb (sheet->cairo, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                        (rgb & 255) / 255.0);
}

static double
mirrored (const GhSheet *sheet, double x, double width)
{
  return sheet->is_rtl ? sheet->width - x - width : x;
}

/* Lines begin where the page's do.  Pango lets a text whose direction is not that of its context,
 * which is left to right, begin at the other side: this is undone. */
static PangoAlignment
alignment_of (const GhSheet *sheet, PangoLayout *layout)
{
  bool is_flipped = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;

  return sheet->is_rtl != is_flipped ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* The caller's to unref. */
static PangoLayout *
lay_out (GhSheet *sheet, const GhBox *box, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cairo);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  pango_font_description_set_absolute_size (font, box->size * PANGO_SCALE);
  pango_font_description_set_weight (font, box->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  /* Not the machine's language: Chinese and Japanese have other shapes. */
  pango_context_set_language (
      context,
      pango_language_from_string (sheet->site->model->conference.languages[sheet->language]));
  pango_context_set_round_glyph_positions (context, false); /* paper has no pixels */
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, true);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, alignment_of (sheet, layout));
  pango_layout_set_width (layout, (int)(box->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (box->height > 0)
    {
      pango_layout_set_height (layout, (int)(box->height * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

double
gh_sheet_measure (GhSheet *sheet, const GhBox *box, const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (sheet, box, text);

  return height_of (layout);
}

double
gh_sheet_text (GhSheet *sheet, const GhBox *box, const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (sheet, box, text);

  set_colour (sheet, box->is_dim ? DIM : INK);
  cairo_move_to (sheet->cairo, mirrored (sheet, box->x, box->width), sheet->y);
  pango_cairo_show_layout (sheet->cairo, layout);
  return height_of (layout);
}

void
gh_sheet_line (GhSheet *sheet, double x, double width)
{
  gh_sheet_fill (sheet, x, sheet->y, width, 0.5, 0xAAB4BF);
}

void
gh_sheet_fill (GhSheet *sheet, double x, double y, double width, double height, guint rgb)
{
  set_colour (sheet, rgb);
  cairo_rectangle (sheet->cairo, mirrored (sheet, x, width), y, width, height);
  cairo_fill (sheet->cairo);
}

/* A bookmark of level 2 hangs below the last one of level 1. */
static void
add_bookmark (GhSheet *sheet, int level, const char *text)
{
  g_autofree char *target = g_strdup_printf ("page=%d", sheet->n_pages);

  sheet->bookmarks[level] = cairo_pdf_surface_add_outline (
      sheet->surface, sheet->bookmarks[level - 1], text, target,
      level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : (cairo_pdf_outline_flags_t)0);
}

void
gh_sheet_heading (GhSheet *sheet, int level, const char *text)
{
  GhBox box = { .x = GH_SHEET_MARGIN,
                .width = sheet->width - 2 * GH_SHEET_MARGIN,
                .size = level == 1 ? 18 : 13,
                .is_bold = true };
  const char *tag = level == 1 ? "H1" : "H2";

  gh_sheet_need (sheet, 4 * box.size);
  add_bookmark (sheet, level, text);
  cairo_tag_begin (sheet->cairo, tag, NULL);
  sheet->y += gh_sheet_text (sheet, &box, text) + box.size / 3;
  cairo_tag_end (sheet->cairo, tag);
}

/* ---- pages --------------------------------------------------------------------------------- */

/* Conference, state and number, at the foot. */
static void
end_page (GhSheet *sheet)
{
  const GhMaking *making = sheet->site->making;
  g_autofree char *number = g_strdup_printf ("%d", making->revision);
  g_autofree char *revision =
      gh_words_fill (gh_sheet_word (sheet, "revision"), "number", number, NULL);
  g_autofree char *state =
      making->revision > 0 ? g_strdup (revision)
                           : g_strdup_printf ("%s %s", gh_sheet_word (sheet, "draft"), making->at);
  g_autofree char *text =
      g_strdup_printf ("%s · %s · %d", gh_sheet_conference (sheet), state, sheet->n_pages);
  GhBox box = { .x = GH_SHEET_MARGIN,
                .width = sheet->width - 2 * GH_SHEET_MARGIN,
                .size = FOOTER_SIZE,
                .is_dim = true,
                .height = FOOTER_SIZE };

  sheet->y = sheet->height - GH_SHEET_MARGIN + FOOTER_SIZE;
  gh_sheet_text (sheet, &box, text);
  cairo_show_page (sheet->cairo);
}

void
gh_sheet_page (GhSheet *sheet, bool is_landscape)
{
  if (sheet->n_pages > 0)
    end_page (sheet);
  sheet->n_pages++;
  sheet->width = is_landscape ? sheet->long_side : sheet->short_side;
  sheet->height = is_landscape ? sheet->short_side : sheet->long_side;
  sheet->y = GH_SHEET_MARGIN;
  cairo_pdf_surface_set_size (sheet->surface, sheet->width, sheet->height);
  /* One element around all others: without it cairo does not say that the file is tagged. */
  if (sheet->n_pages == 1)
    cairo_tag_begin (sheet->cairo, "Document", NULL);
}

bool
gh_sheet_need (GhSheet *sheet, double height)
{
  if (sheet->y + height <= sheet->height - GH_SHEET_MARGIN || sheet->y == GH_SHEET_MARGIN)
    return false;
  gh_sheet_page (sheet, sheet->width > sheet->height);
  return true;
}

/* ---- the file ------------------------------------------------------------------------------ */

static cairo_status_t
collect (gpointer data, const unsigned char *bytes, unsigned int n)
{
  g_string_append_len (data, (const char *)bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

GhSheet *
gh_sheet_new (const GhSite *site, int language, GhSheetSize size, const char *title)
{
  static const int sides[][2] = { [GH_SHEET_A4] = { 595, 842 }, [GH_SHEET_A5] = { 420, 595 } };
  GhSheet *sheet = g_new0 (GhSheet, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  g_autofree char *date = g_strconcat (site->making->at, ":00", NULL);

  sheet->site = site;
  sheet->language = language;
  sheet->words = gh_words_in (site->model->conference.languages[language]);
  sheet->is_rtl = gh_words_are_right_to_left (sheet->words);
  sheet->short_side = sides[size][0];
  sheet->long_side = sides[size][1];
  sheet->bytes = g_string_new (NULL);
  sheet->surface = cairo_pdf_surface_create_for_stream (collect, sheet->bytes, sheet->short_side,
                                                        sheet->long_side);
  sheet->cairo = cairo_create (sheet->surface);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (sheet->cairo, options);
  cairo_font_options_destroy (options);
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_TITLE,
                                  title != NULL ? title : gh_sheet_conference (sheet));
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_CREATOR, "gahunda");
  /* The moment that counted as now, not the clock's: printed twice, it is the same file. */
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  return sheet;
}

GString *
gh_sheet_end (GhSheet *sheet, GError **error)
{
  GString *bytes = sheet->bytes;

  if (sheet->n_pages > 0)
    {
      cairo_tag_end (sheet->cairo, "Document");
      end_page (sheet);
    }
  cairo_destroy (sheet->cairo);
  cairo_surface_finish (sheet->surface);
  cairo_status_t status = cairo_surface_status (sheet->surface);
  cairo_surface_destroy (sheet->surface);
  g_free (sheet);
  if (status == CAIRO_STATUS_SUCCESS)
    return bytes;
  g_string_free (bytes, true);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the PDF cannot be made: %s",
               cairo_status_to_string (status));
  return NULL;
}
