namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Mail
        {
            public const string List = $"{Home}/posta";
            public const string Retry = $"{List}/riprova";
            public const string TryNow = $"{List}/prova-adesso";
            public const string Check = $"{List}/controlla";
            public const string SendTest = $"{Check}/prova";

            public static string Page(Guid id) => $"{List}/{id}";

            public static string Resend(Guid id) => $"{Page(id)}/rispedisci";

            public static string Correct(Guid id) => $"{Page(id)}/indirizzo";

            public static string Close(Guid id) => $"{Page(id)}/chiudi";

            public static string Message(Guid id) => $"{Page(id)}/messaggio.eml";
        }
    }
}
