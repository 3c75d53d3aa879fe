using MimeKit;
using MimeKit.Cryptography;

namespace Coopera.Core.Mail.Inbox;

/// <summary>
/// What the mailbox's own server found out about the sender (Authentication-Results, RFC 8601). It writes above everything that came with
/// the message, so the topmost such header names it; where it writes none nothing is known, and a forged one only harms its forger.
/// </summary>
internal static class SenderProof
{
    private const int MostHeaders = 20;

    /// <summary>DMARC failed, or SPF did ("fail", not "softfail") and no DMARC made up for it, as it does for what is passed on.</summary>
    public static bool IsRefuted(MimeMessage message)
    {
        var told = message.Headers.Where(header => header.Id == HeaderId.AuthenticationResults).Take(MostHeaders).Select(Read)
            .OfType<AuthenticationResults>().ToList();
        var own = told.Where(one => Says(one.AuthenticationServiceIdentifier, told[0].AuthenticationServiceIdentifier))
            .SelectMany(one => one.Results).ToList();
        return Has("dmarc", "fail") || (Has("spf", "fail") && !Has("dmarc", "pass"));

        bool Has(string method, string result) => own.Exists(one => Says(one.Method, method) && Says(one.Result, result));
    }

    private static AuthenticationResults? Read(Header header) =>
        AuthenticationResults.TryParse(header.RawValue, out var results) ? results : null;

    private static bool Says(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
