using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

[HtmlTargetElement("choices", Attributes = "asp-for")]
public sealed class ChoicesTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set => field = value.AsBound(); } = default!;

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public bool Required { get; set; }

    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Boxes, of which any number may be ticked: the model is a list of their values.</summary>
    public bool Several { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = new FieldParts(generator, ViewContext, For, Hint);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Attributes.SetAttribute("id", control.Id);
        output.Attributes.SetAttribute("aria-describedby", control.DescribedBy);

        var legend = new TagBuilder("legend");
        FieldParts.Caption(legend, Label ?? For.Metadata.GetDisplayName(), Required);
        output.Content.AppendHtml(legend).AppendHtml(control.HintBlock());
        foreach (var item in Items)
        {
            output.Content.AppendHtml(Choice(control, item));
        }

        output.Content.AppendHtml(control.ErrorBlock());
    }

    private TagBuilder Choice(FieldParts control, SelectListItem item)
    {
        var id = $"{control.Id}_{item.Value}";
        var button = Several ? Box(item.Value, id) : generator.GenerateRadioButton(
            ViewContext, For.ModelExplorer, For.Name, item.Value,
            isChecked: item.Selected ? true : null, new Dictionary<string, object?> { ["id"] = id });
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(item.Text);
        var choice = new TagBuilder("div");
        choice.AddCssClass("choice");
        choice.InnerHtml.AppendHtml(button).AppendHtml(label);
        return choice;
    }

    private TagBuilder Box(string value, string id)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.Attributes["type"] = "checkbox";
        box.Attributes["id"] = id;
        box.Attributes["name"] = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        box.Attributes["value"] = value;
        if ((For.Model as IEnumerable<string>)?.Contains(value) == true)
        {
            box.Attributes["checked"] = "checked";
        }

        return box;
    }
}
