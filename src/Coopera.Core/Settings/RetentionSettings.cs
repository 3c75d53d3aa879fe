using Coopera.Domain.Retention;

namespace Coopera.Core;

/// <summary>How long each class is kept, in days.</summary>
public sealed record RetentionSettings(IReadOnlyDictionary<RetentionClass, int> Days)
{
    public const int Least = 30;
    public const int Most = 36_500;

    public static readonly RetentionSettings Default = new(new Dictionary<RetentionClass, int>
    {
        [RetentionClass.Registrations] = 1095,
        [RetentionClass.Answers] = 365,
        [RetentionClass.Imports] = 1095,
        [RetentionClass.Adhesions] = 1095,
        [RetentionClass.Members] = 1825,
        [RetentionClass.Requests] = 365,
        [RetentionClass.Mails] = 730,
        [RetentionClass.Mailings] = 1095,
        [RetentionClass.Inbox] = 365,
        [RetentionClass.CertifiedMail] = 1095,
        [RetentionClass.Certificates] = 3650,
        [RetentionClass.Register] = 1095,
    });

    public TimeSpan Of(RetentionClass kept) => TimeSpan.FromDays(Days[kept]);

    public static string Key(RetentionClass kept) => $"Retention:{kept}";
}
