using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Coopera.Testing.Mail;

/// <summary>
/// Postfix and Dovecot, as <c>tests/mail-server</c> starts them: every address has a mailbox, and all have one password. Mail to
/// <c>gone@…</c> is taken, and comes back.
/// </summary>
public sealed class MailServer
{
    public const string Password = "segreto";

    private MailServer((string Host, int Port) smtp, (string Host, int Port) imap) => (Smtp, Imap) = (smtp, imap);

    public (string Host, int Port) Smtp { get; }

    public (string Host, int Port) Imap { get; }

    /// <summary>Skips the test where none is running.</summary>
    public static MailServer Running() => (Read("COOPERA_TEST_SMTP"), Read("COOPERA_TEST_IMAP")) is ({ } smtp, { } imap)
        ? new MailServer(smtp, imap)
        : throw new InvalidOperationException("unreachable");

    /// <summary>An address that no other test has.</summary>
    public static string NewAddress(string name = "webinar") => $"{name}@{Guid.NewGuid():N}.example";

    public Dictionary<string, string?> MailSettings(string from) => new()
    {
        ["Mail:Transport"] = "Smtp",
        ["Mail:Host"] = Smtp.Host,
        ["Mail:Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:From"] = from,
        ["Mail:PerMinute"] = "100000",
        ["Mailbox:Host"] = Imap.Host,
        ["Mailbox:Port"] = Imap.Port.ToString(CultureInfo.InvariantCulture),
        ["Mailbox:Security"] = "None",
        ["Mailbox:User"] = from,
        ["Mailbox:Password"] = Password,
    };

    public async Task<ImapClient> SignInAsync(string address)
    {
        var client = new ImapClient();
        await client.ConnectAsync(Imap.Host, Imap.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(address, Password);
        return client;
    }

    /// <summary>Puts messages into a mailbox, without anybody sending them.</summary>
    public async Task PutAsync(string address, params byte[][] messages)
    {
        using var client = await SignInAsync(address);
        foreach (var portion in messages.Chunk(1_000))
        {
            await client.Inbox!.AppendAsync(
                [.. portion.Select(bytes => (IAppendRequest)new AppendRequest(Message(bytes), MessageFlags.None))]);
        }

        await client.DisconnectAsync(quit: true);
    }

    /// <summary>What lies in a mailbox, once there is so much of it.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MessagesAsync(string address, int least = 1)
    {
        using var client = await SignInAsync(address);
        var inbox = client.Inbox!;
        for (var tries = 0; tries < 100; tries++)
        {
            await inbox.OpenAsync(FolderAccess.ReadOnly);
            if (inbox.Count >= least)
            {
                break;
            }

            await inbox.CloseAsync();
            await Task.Delay(100);
        }

        var messages = new List<MimeMessage>();
        for (var i = 0; i < (inbox.IsOpen ? inbox.Count : 0); i++)
        {
            messages.Add(await inbox.GetMessageAsync(i));
        }

        return messages;
    }

    private static MimeMessage Message(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));

    private static (string Host, int Port)? Read(string name)
    {
        var parts = Environment.GetEnvironmentVariable(name)?.Split(':');
        Assert.SkipUnless(parts is [_, _], $"{name} is not set: tests/mail-server starts Postfix and Dovecot, as root.");
        return (parts![0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
