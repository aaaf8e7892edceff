namespace Sallyport.Hub.Api.Description;

/// <summary>
/// What an endpoint says of itself, for the OpenAPI document: told in one chain behind the call that maps it. A test holds that every
/// endpoint says something, and that what it answers is what it said.
/// </summary>
internal sealed class EndpointWords
{
    private readonly List<QueryKey> _query = [];

    /// <summary>What it does, as a sentence; empty when it said nothing.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>What its body is read as; null when it reads none.</summary>
    public Body? Request { get; private set; }

    /// <summary>What it answers with; null when it answers 204, with nothing.</summary>
    public Body? Answer { get; private set; }

    /// <summary>What a refusal of its own, with status 400, is written as; null for a problem.</summary>
    public Type? Refusal { get; private set; }

    /// <summary>Whether its answer is a page of a list, with what is beside the items in headers.</summary>
    public bool IsPage { get; private set; }

    /// <summary>Whether it takes entity tags, so that nobody overwrites what they have not seen.</summary>
    public bool HasTag { get; private set; }

    public IReadOnlyList<QueryKey> Query => _query;

    public EndpointWords Says(string summary)
    {
        Summary = summary;
        return this;
    }

    /// <summary>Its body is JSON.</summary>
    public EndpointWords Takes<T>(bool optional = false)
    {
        Request = new Body(typeof(T), "application/json", optional);
        return this;
    }

    /// <summary>Its body is a form with these fields.</summary>
    public EndpointWords TakesForm<T>()
    {
        Request = new Body(typeof(T), "application/x-www-form-urlencoded", IsOptional: false);
        return this;
    }

    public EndpointWords Answers<T>(string contentType = "application/json")
    {
        Answer = new Body(typeof(T), contentType, IsOptional: false);
        return this;
    }

    /// <summary>It answers a list, a page at a time.</summary>
    public EndpointWords Lists<T>()
    {
        IsPage = true;
        return Answers<T[]>()
            .Asks<int>("limit", "How many at most, from 1 to 1,000; 100 when left out.")
            .Asks<string>("continue", "Where to go on: what the Link of the page before says.")
            .Asks<string>("search", "Only what has this text in it.");
    }

    public EndpointWords RefusesWith<T>()
    {
        Refusal = typeof(T);
        return this;
    }

    /// <summary>A key of its query, which may be left out.</summary>
    public EndpointWords Asks<T>(string name, string meaning)
    {
        _query.Add(new QueryKey(name, meaning, typeof(T)));
        return this;
    }

    public EndpointWords Tagged()
    {
        HasTag = true;
        return this;
    }
}

/// <summary>A body, going in or out.</summary>
internal sealed record Body(Type Type, string ContentType, bool IsOptional);

/// <summary>A key of a query.</summary>
internal sealed record QueryKey(string Name, string Meaning, Type Type);
