using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>
/// Which form was sent: everything in it, files included, and of a form of staff the rendering it came from. The same one sent twice has
/// the same id; corrected and sent again, also from the same page, it has another.
/// </summary>
public static class SentForms
{
    public const string Field = "Once";

    /// <summary>A name that no form of the site has: names of fields ignore case.</summary>
    public const string Ticket = "__SentFormTicket";

    /// <summary>What says that a form may be sent, and is no part of what is sent.</summary>
    public static readonly IReadOnlySet<string> Proofs = new HashSet<string> { Ticket, "__RequestVerificationToken" };

    /// <summary>By what is in it alone: a page that is the same for everybody does not say which rendering it is.</summary>
    public static async Task<Guid?> SentContentIdAsync(this ControllerBase controller)
    {
        var request = controller.Request;
        return request.HasFormContentType ? IdOf(request.Path, await request.ReadFormAsync()) : null;
    }

    /// <summary>
    /// Null when nothing in it tells one rendering from another. For a form that is read already, as antiforgery does. It reads every file
    /// through, so only who needs it asks.
    /// </summary>
    public static Guid? SentFormId(this ControllerBase controller)
    {
        var request = controller.Request;
        return HttpMethods.IsPost(request.Method) && request.HasFormContentType && !string.IsNullOrEmpty(request.Form[Field])
            ? IdOf(request.Path, request.Form)
            : null;
    }

    private static Guid IdOf(PathString path, IFormCollection form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, path.Value, form[Field].ToString());
        foreach (var (name, values) in form.Where(field => field.Key != Field && !Proofs.Contains(field.Key)).OrderBy(
            field => field.Key, StringComparer.Ordinal))
        {
            Add(hash, [name, .. values]);
        }

        foreach (var file in form.Files)
        {
            using var content = file.OpenReadStream();
            Add(hash, file.Name, file.FileName);
            hash.AppendData(SHA256.HashData(content));
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Add(IncrementalHash hash, params IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
            hash.AppendData([0]); // no text holds one: NoNullCharacters
        }

        hash.AppendData([0]);
    }
}

[HtmlTargetElement("form", Attributes = "data-submit-once,asp-antiforgery")]
public sealed class SentFormTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{SentForms.Field}\" value=\"{Guid.NewGuid():N}\">");
}
