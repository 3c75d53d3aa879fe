using MimeKit;

namespace Coopera.Core.Mail.Inbox;

/// <summary>The parts of a message, those of messages inside it too, as they stand.</summary>
internal static class MailTree
{
    private const int MostParts = 2_000;

    public static IEnumerable<MimeEntity> Parts(this MimeMessage message)
    {
        var waiting = new Stack<MimeEntity>();
        Push(message.Body);
        for (var seen = 0; seen < MostParts && waiting.TryPop(out var entity); seen++)
        {
            yield return entity;
            switch (entity)
            {
                case Multipart multipart:
                    foreach (var part in multipart.Reverse())
                    {
                        Push(part);
                    }

                    break;
                case MessagePart inner:
                    Push(inner.Message?.Body);
                    break;
            }
        }

        void Push(MimeEntity? entity)
        {
            if (entity is not null)
            {
                waiting.Push(entity);
            }
        }
    }
}
