using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>
/// Which form was sent: the rendering it came from and everything in it, files included. The same one sent twice has the same id; corrected
/// and sent again, also from the same page, it has another.
/// </summary>
public static class SentForms
{
    public const string Field = "Once";

    /// <summary>A name that no form of the site has: names of fields ignore case.</summary>
    public const string Ticket = "__SentFormTicket";


    /// <summary>What says that a form may be sent, and is no part of what is sent.</summary>
    public static readonly IReadOnlySet<string> Proofs = new HashSet<string> { Ticket, "__RequestVerificationToken" };

    /// <summary>Null when nothing in it tells one rendering from another.</summary>
    public static async Task<Guid?> SentFormIdAsync(this ControllerBase controller)
    {
        var request = controller.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return null;
        }

        await request.ReadFormAsync();
        return controller.SentFormId();
    }

    /// <summary>For a form that is read already, as antiforgery does. It reads every file through, so only who needs it asks.</summary>
    public static Guid? SentFormId(this ControllerBase controller)
    {
        var request = controller.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return null;
        }

        var form = request.Form;
        if (form[Field].Concat(
            form[GuardedFormAttribute.StampField]).FirstOrDefault(mark => !string.IsNullOrEmpty(mark)) is not { } rendering)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, request.Path, rendering);
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
