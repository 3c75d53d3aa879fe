using Coopera.Core;
using Coopera.Core.Mail;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

internal sealed class FieldParts(IHtmlGenerator generator, ViewContext context, ModelExpression model, string? hint)
{
    public static readonly IHtmlContent Asterisk = new HtmlString("<span aria-hidden=\"true\"> *</span>");

    public string Id { get; } = IdOf(context, model);

    public bool IsAdvised { get; init; }

    public string DescribedBy => (hint is null ? "" : $"{Id}-hint ") + (IsAdvised ? $"{Id}-advice " : "") + $"{Id}-error";

    private static string IdOf(ViewContext context, ModelExpression model)
    {
        var name = context.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        FieldOrder.Of(context).Add(name);
        return TagBuilder.CreateSanitizedId(name, "_");
    }

    private bool HasError =>
        context.ViewData.ModelState.TryGetValue(context.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name), out var entry)
            && entry.Errors.Count > 0;

    public static void Caption(TagBuilder tag, string text, bool required)
    {
        tag.InnerHtml.Append(text);
        if (required)
        {
            tag.InnerHtml.AppendHtml(Asterisk);
        }
    }

    public void Describe(Dictionary<string, object?> attributes, bool required)
    {
        attributes["id"] = Id;
        attributes["aria-describedby"] = DescribedBy;

        if (HasError)
        {
            attributes["aria-invalid"] = "true";
        }

        if (required)
        {
            attributes["aria-required"] = "true";
        }
    }

    public IHtmlContent HintBlock()
    {
        if (hint is null)
        {
            return HtmlString.Empty;
        }

        var block = new TagBuilder("p");
        block.AddCssClass("field-hint");
        block.Attributes["id"] = $"{Id}-hint";
        block.InnerHtml.Append(hint);
        return block;
    }

    /// <summary>Filled here from what was sent, in the browser from what is typed.</summary>
    public IHtmlContent AdviceBlock()
    {
        if (!IsAdvised)
        {
            return HtmlString.Empty;
        }

        var block = new TagBuilder("p");
        block.AddCssClass("field-advice");
        block.Attributes["id"] = $"{Id}-advice";
        block.Attributes["aria-live"] = "polite";
        block.Attributes["data-advises"] = Id;
        block.Attributes["data-meant"] = AddressPhrases.Meant;
        block.Attributes["data-use-meant"] = AddressPhrases.UseMeant;
        block.Attributes["data-certified"] = AddressPhrases.Certified;
        block.InnerHtml.Append(AddressAdvice.On(model.Model as string) ?? "");
        return block;
    }

    public IHtmlContent ErrorBlock() => generator.GenerateValidationMessage(
        context, model.ModelExplorer, model.Name, message: null, tag: "p",
        new Dictionary<string, object?> { ["id"] = $"{Id}-error", ["class"] = "field-error" });
}

internal static class BoundNames
{
    /// <summary>A member that is bound by another name (<c>[ModelBinder(Name = …)]</c>) has a field of that name.</summary>
    public static ModelExpression AsBound(this ModelExpression expression) => expression?.Metadata.BinderModelName is { } name
        ? new ModelExpression(expression.Name[..(expression.Name.LastIndexOf('.') + 1)] + name, expression.ModelExplorer)
        : expression!;
}
