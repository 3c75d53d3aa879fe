using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-title");
        output.Content.AppendHtml("<h2 id=\"error-summary-title\">Controlla i dati inseriti</h2>").AppendHtml(Problems());
    }

    private TagBuilder Problems()
    {
        var list = new TagBuilder("ul");
        foreach (var (field, entry) in ViewContext.ViewData.ModelState.OrderBy(pair => PlaceInForm(pair.Key)))
        {
            foreach (var sentence in entry!.Errors.Select(error => error.ErrorMessage).Distinct())
            {
                var item = new TagBuilder("li");
                if (field.Length == 0)
                {
                    item.InnerHtml.Append(sentence);
                }
                else
                {
                    var link = new TagBuilder("a");
                    link.Attributes["href"] = $"#{TagBuilder.CreateSanitizedId(field, "_")}";
                    link.InnerHtml.Append(sentence);
                    item.InnerHtml.AppendHtml(link);
                }

                list.InnerHtml.AppendHtml(item);
            }
        }

        return list;
    }

    private int PlaceInForm(string field)
    {
        var place = field.Length == 0 || !ViewContext.HttpContext.Request.HasFormContentType ? -1
            : ViewContext.HttpContext.Request.Form.Keys.ToList().FindIndex(key => key == field);
        return field.Length > 0 && place < 0 ? int.MaxValue : place;
    }
}
