namespace Coopera.Core.Links;

public static partial class Addresses
{
    /// <summary>What people open who were asked what they think.</summary>
    public static class Questionnaire
    {
        /// <param name="token">Of <see cref="BallotLinks"/>.</param>
        public static string Page(string token) => $"~/questionari/{token}";

        /// <param name="token">Of <see cref="DeclineLinks"/>.</param>
        public static string Decline(string token) => $"~/questionari/basta/{token}";
    }

    public static partial class Admin
    {
        public static class Surveys
        {
            public const string Comparison = $"{Home}/questionari";

            public static string Of(int webinar) => $"{Webinars.Page(webinar)}/questionario";

            /// <param name="round">In the words of addresses.</param>
            public static string Page(int webinar, string round) => $"{Of(webinar)}/{round}";

            public static string NewQuestion(int webinar, string round) => $"{Page(webinar, round)}/domande/nuova";

            public static string Question(int webinar, string round, Guid key) => $"{Page(webinar, round)}/domande/{key}";

            public static string MoveQuestion(int webinar, string round, Guid key) => $"{Question(webinar, round, key)}/sposta";

            public static string RemoveQuestion(int webinar, string round, Guid key) => $"{Question(webinar, round, key)}/togli";

            public static string Open(int webinar, string round) => $"{Page(webinar, round)}/apri";

            public static string Unplan(int webinar, string round) => $"{Page(webinar, round)}/non-aprire";

            public static string Move(int webinar, string round) => $"{Page(webinar, round)}/sposta-chiusura";

            public static string Close(int webinar, string round) => $"{Page(webinar, round)}/chiudi";

            public static string Results(int webinar, string round) => $"{Page(webinar, round)}/risultati";

            public static string Csv(int webinar, string round) => $"{Results(webinar, round)}.csv";
        }
    }
}
