using Coopera.Core;
using Coopera.Domain;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>
/// A day is chosen in the browser's own control. It would show nothing of what it cannot read: that stays as it was typed, in a field for
/// text.
/// </summary>
[HtmlTargetElement("input", Attributes = "day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper : TagHelper
{
    public string? Day { get; set; }

    public static (string Type, string? Value) Of(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? ("date", null)
        : ItalianInput.TryDate(typed, out var day) && day.Year > 999 ? ("date", RomeTime.IsoDate(day))
        : ("text", typed);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (type, value) = Of(Day);
        output.Attributes.SetAttribute("type", type);
        if (value is not null)
        {
            output.Attributes.SetAttribute("value", value);
        }
    }
}
