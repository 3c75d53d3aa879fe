using System.Text;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mail.Inbox;

/// <summary>Messages as the reader of the mailbox gets them, without a server.</summary>
internal static class Reading
{
    public const string Account = "webinar@posta.example/inbox";

    public static ArrivedMessage Arrived(byte[] bytes, long uid = 1, long? size = null) =>
        new(Account, 7, uid, TestDatabase.Now, bytes, size ?? bytes.Length);

    public static ArrivedMessage Arrived(string text, long uid = 1) =>
        Arrived(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), uid);

    public static Task<IncomingMail> ParseAsync(byte[] bytes) => IncomingMail.ParseAsync(Arrived(bytes), CancellationToken.None);

    public static Task<InboxOutcome?> TakeInAsync(this IHasServices place, ArrivedMessage arrived) => place.InScopeAsync(
        services => services.GetRequiredService<TakeInMessage>()
            .RunAsync(arrived, isGivenUp: false, TestContext.Current.CancellationToken));

    public static Task<List<IncomingMessage>> IncomingAsync(this IHasServices place) =>
        place.ReadAsync(db => db.IncomingMessages.AsNoTracking().OrderBy(m => m.Uid).ToListAsync());

    public static Task<List<OutgoingMail>> OutgoingAsync(this IHasServices place) =>
        place.ReadAsync(db => db.OutgoingMails.AsNoTracking().OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync());
}
