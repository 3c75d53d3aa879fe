using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Shared;

/// <summary>
/// What the page after a form says. It travels in that page's own address, sealed: public forms need no cookie, and nobody can make up what
/// a page of the site tells them.
/// </summary>
public sealed class Receipts(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Field = "ricevuta";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.Receipt.v1");

    /// <param name="page">The address that it is for: elsewhere it says nothing.</param>
    public string Issue<T>(string page, T receipt)
        where T : class => WebEncoders.Base64UrlEncode(
        For<T>(page).Protect(JsonSerializer.SerializeToUtf8Bytes(new Sealed<T>(receipt, clock.GetUtcNow() + Life), Short)));

    /// <summary>Null when it is old, of another page, or none.</summary>
    public T? Read<T>(string page, string? receipt)
        where T : class
    {
        try
        {
            var opened = string.IsNullOrEmpty(receipt) ? null
                : JsonSerializer.Deserialize<Sealed<T>>(For<T>(page).Unprotect(WebEncoders.Base64UrlDecode(receipt)), Short);
            return opened?.Until > clock.GetUtcNow() ? opened.What : null;
        }
        catch (Exception madeUp) when (madeUp is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector For<T>(string page) => _protector.CreateProtector(typeof(T).Name, page);

    private sealed record Sealed<T>(T What, DateTimeOffset Until);
}

public static class ReceiptsOfPages
{
    /// <summary>On to a page that reads <see cref="Receipt"/>.</summary>
    public static SeeOther SeeOther<T>(
        this Controller controller, T receipt, string action, object? values = null, string? on = null)
        where T : class
    {
        var page = controller.Url.Action(action, on, values) ?? throw new InvalidOperationException($"No address leads to {action}.");
        var receipts = controller.HttpContext.RequestServices.GetRequiredService<Receipts>();
        return new SeeOther(QueryHelpers.AddQueryString(page, Receipts.Field, receipts.Issue(page, receipt)));
    }

    public static T? Receipt<T>(this Controller controller)
        where T : class
    {
        var request = controller.Request;
        return controller.HttpContext.RequestServices.GetRequiredService<Receipts>()
            .Read<T>(request.PathBase.Add(request.Path).ToUriComponent(), request.Query[Receipts.Field]);
    }
}
