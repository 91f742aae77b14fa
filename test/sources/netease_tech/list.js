data_callback([
    {
        "title":"地铁站里的大模型：一年回答了九十万次问路",
        "digest":"",
        "docurl":"https://www.163.com/tech/article/KAB12CD3EF456GH7.html",
        "commenturl":"https://comment.tie.163.com/KAB12CD3EF456GH7.html",
        "tienum":12,
        "time":"11/24/2026 13:20:05",
        "keywords":[{"akey_link":"https://tech.163.com/keywords/","keyname":"地铁"}],
        "newstype":"article",
        "source":"城市早报",
        "imgurl":"http://cms-bucket.ws.126.net/1.jpeg"
    },
    {"title":"一座数据中心的余热","docurl":"https://www.163.com/tech/article/KAB00CD0EF000GH1.html","time":"11/24/2026 09:00:00","newstype":"article","source":"网易科技报道"},
    {"title":"专题","docurl":"https://tech.163.com/special/abc/","time":"11/23/2026 09:00:00","newstype":"special","source":""},
])
