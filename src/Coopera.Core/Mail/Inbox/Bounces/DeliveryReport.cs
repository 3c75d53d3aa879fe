using MimeKit;

namespace Coopera.Core.Mail.Inbox.Bounces;

/// <summary>RFC 3464: a part that programs read, one group of fields a recipient.</summary>
internal static class DeliveryReport
{
    public static Bounce? Read(MimeMessage message)
    {
        // A person who forwards one says something of their own with it.
        if (message.Body is not Multipart { ContentType.MediaSubtype: "report" } && !MailMarks.IsFromServer(message))
        {
            return null;
        }

        var groups = message.Parts().OfType<MessageDeliveryStatus>().SelectMany(status => status.StatusGroups)
            .Where(group => group.Contains("Action") || group.Contains("Status") || group.Contains("Final-Recipient")).ToList();
        if (groups.Count == 0)
        {
            return null;
        }

        var worst = groups.OrderBy(group => Action(group) switch { "failed" => 0, "delayed" => 1, "" => 2, _ => 3 }).First();
        var status = First(worst["Status"]);
        var action = Action(worst) is { Length: > 0 } said ? said
            : status.StartsWith('5') ? "failed" : status.StartsWith('4') ? "delayed" : "";
        return new Bounce(
            BounceMarks.MailIds(message),
            action == "failed" ? BounceMarks.FailureOf(Words(worst["Diagnostic-Code"]), status, status.StartsWith('4')) : null,
            action == "delayed",
            Words(worst["Original-Recipient"]));
    }

    private static string Action(HeaderList group) => First(group["Action"]).ToLowerInvariant();

    private static string First(string? value) =>
        (value ?? "").Split([' ', '(', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";

    /// <summary>Without the type before the semicolon.</summary>
    private static string Words(string? value)
    {
        var text = value?.Trim() ?? "";
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        return semicolon is > 0 and < 20 ? text[(semicolon + 1)..].Trim() : text;
    }
}
